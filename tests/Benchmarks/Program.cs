using BenchmarkDotNet.Running;
using Benchmarks.Cost;
using Benchmarks.Micro;

switch (args)
{
    case ["cost", .. var arguments] when CostOptions.Parse(arguments) is { } options:
        return await CostCommand.RunAsync(options).ConfigureAwait(false);
    case ["micro", .. var arguments]:
        BenchmarkSwitcher.FromTypes([typeof(InsecureShopAnalysis), typeof(GeneratedCodeAnalysis)]).Run(arguments.Length == 0 ? ["--filter", "*"] : arguments);
        return 0;
    default:
        Console.Error.WriteLine($"""
            cost <tree...> [options]   what the rules add to compiling real source trees
            {CostOptions.Usage}
            micro [options]            BenchmarkDotNet over a sample and over generated files; its own options apply
            """);
        return 2;
}
