using SessionAnalyzers.PackageTests.Findings;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

/// <summary>One <c>dotnet build</c> of many projects that use the package, each in its own way.</summary>
public sealed class ConsumerBuild(PackedPackage package) : IAsyncLifetime
{
    private readonly string _folder = package.CreateFolder("Consumers");
    private string _output = "";

    internal static Consumer WebShop { get; } = new("WebShop");

    internal static Consumer Storefront { get; } = new("Storefront");

    internal static Consumer ConsoleTool { get; } = new("ConsoleTool");

    internal static Consumer ReportLibrary { get; } = new("ReportLibrary");

    internal static Consumer ClassicSite { get; } = new("ClassicSite");

    internal static Consumer SealedWorker { get; } = new("SealedWorker");

    internal static Consumer SealedSite { get; } = new("SealedSite");

    internal static Consumer KeyedSite { get; } = new("KeyedSite");

    internal static Consumer OwnFiles { get; } = KeyedSiteWith("PassesItsFiles", "true");

    internal static Consumer NoFiles { get; } = KeyedSiteWith("SessionAnalyzersIncludeConfigurationFiles", "false");

    internal static Consumer Strict { get; } = WebShopIn("Strict");

    internal static Consumer Audit { get; } = WebShopIn("Audit");

    internal static Consumer None { get; } = WebShopIn("None");

    internal static Consumer UnknownMode { get; } = WebShopIn("Paranoid");

    internal static Consumer NoneButOne { get; } = WebShopIn("None") with { Name = "NoneButOne", Options = ["dotnet_diagnostic.SESS1001.severity = warning"] };

    internal static Consumer StrictButOne { get; } = WebShopIn("Strict") with { Name = "StrictButOne", Options = ["dotnet_diagnostic.SESS1001.severity = none"] };

    internal static Consumer MalformedOption { get; } = new("MalformedOption", "WebShop") { Options = ["session_analyzers.include_tests = perhaps"] };

    internal static Consumer UnknownOption { get; } = new("UnknownOption", "WebShop") { Options = ["session_analyzers.sensitive_name = basket"] };

    internal static Consumer Tests { get; } = new("Tests", "WebShop") { Properties = TestProject };

    internal static Consumer IncludedTests { get; } = new("IncludedTests", "WebShop") { Properties = TestProject, Options = ["session_analyzers.include_tests = true"] };

    private static Consumer[] All =>
    [
        WebShop, Storefront, new("SharedCookies"), ConsoleTool, ReportLibrary, ClassicSite, SealedWorker, SealedSite,
        KeyedSite, OwnFiles, NoFiles,
        Strict, Audit, None, UnknownMode, NoneButOne, StrictButOne, MalformedOption, UnknownOption, Tests, IncludedTests,
    ];

    private static Dictionary<string, string> TestProject => new() { ["IsTestProject"] = "true" };

    public async ValueTask InitializeAsync()
    {
        var projects = All.Select(consumer => consumer.WriteTo(_folder));
        var solution = Path.Combine(_folder, "Consumers.slnx");
        await File.WriteAllTextAsync(solution, $"<Solution>{string.Concat(projects.Select(static project => $"<Project Path=\"{project}\" />"))}</Solution>");

        // Strict may end the build of its project in errors: the tests look at what each project was told.
        _output = (await DotnetCommand.RunAsync(_folder, "build", solution, "--no-incremental", "-nologo", "-v:q")).Output;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The warnings and errors that the build printed about a project.</summary>
    internal IReadOnlyList<Finding> PrintedFor(Consumer consumer) => BuildOutput.Of(_output, Path.Combine(FolderOf(consumer), consumer.Name + ".csproj"));

    /// <summary>The compiler's log of a project.</summary>
    internal SarifLog LogOf(Consumer consumer) => SarifLog.Of(FolderOf(consumer));

    /// <summary>Runs what was built of a project.</summary>
    internal Task<CommandResult> RunAsync(Consumer consumer) => DotnetCommand.RunAsync(FolderOf(consumer), "run", "--no-build");

    /// <summary>The assembly that was built of a project.</summary>
    internal string AssemblyOf(Consumer consumer) => Directory.EnumerateFiles(Path.Combine(FolderOf(consumer), "bin"), consumer.Name + ".dll", SearchOption.AllDirectories).Single();

    /// <summary>The mistakes planted in a project.</summary>
    internal IReadOnlyList<Finding> PlantedIn(Consumer consumer) => PlantedMistakes.Of(FolderOf(consumer));

    private static Consumer WebShopIn(string mode) => new(mode, "WebShop") { Properties = new Dictionary<string, string> { ["SessionAnalyzersMode"] = mode } };

    private static Consumer KeyedSiteWith(string property, string value) => new("KeyedSite." + property, "KeyedSite") { Properties = new Dictionary<string, string> { [property] = value } };

    private string FolderOf(Consumer consumer) => Path.Combine(_folder, consumer.Name);
}

/// <summary>The tests that read one build.</summary>
[CollectionDefinition]
public sealed class OneConsumerBuild : ICollectionFixture<ConsumerBuild>;
