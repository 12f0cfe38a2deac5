using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks;
using Benchmarks.Cost;
using Benchmarks.Endpoint;
using Benchmarks.Micro;
using Benchmarks.Sealing;

switch (args)
{
    case ["cost", .. var arguments] when CostOptions.Parse(arguments) is { } options:
        return await CostCommand.RunAsync(options).ConfigureAwait(false);
    case ["micro", .. var arguments]:
        BenchmarkSwitcher.FromTypes([typeof(InsecureShopAnalysis), typeof(GeneratedCodeAnalysis)]).Run(
            arguments.Length == 0 ? ["--filter", "*"] : arguments,
            DefaultConfig.Instance
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .WithArtifactsPath(Path.Combine(BuildInformation.RepositoryRoot, "artifacts", "benchmarks")));
        return 0;
    case ["growth", .. var shapes] when shapes.All(static shape => Enum.TryParse<CodeShape>(shape, out _)):
        return await GrowthCommand.RunAsync([.. shapes.Select(Enum.Parse<CodeShape>)]).ConfigureAwait(false);
    case ["sealing", .. var arguments] when Rounds.Parse(arguments, byDefault: 300) is { } rounds:
        return await SealingCommand.RunAsync(rounds).ConfigureAwait(false);
    case ["endpoint", .. var arguments] when Rounds.Parse(arguments, byDefault: 40) is { } rounds:
        return await EndpointCommand.RunAsync(rounds).ConfigureAwait(false);
    default:
        Console.Error.WriteLine($"""
            cost <tree...> [options]   what the rules add to compiling real source trees
            {CostOptions.Usage}
            micro [options]            BenchmarkDotNet over a sample and over generated files; its own options apply
            growth [shape...]          the rules over generated files of 5,000 and of 10,000 anchors
            sealing [options]          sealed sessions beside ASP.NET Core Data Protection
            {Rounds.Usage}
            endpoint [options]         an endpoint behind the framework's cookie and behind the sealed one
            {Rounds.Usage}
            """);
        return 2;
}
