using SessionAnalyzers.PackageTests.Findings;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests.Shop;

/// <summary>The sample InsecureShop, built with the package as it is and again after <c>dotnet format analyzers</c>.</summary>
public sealed class ShopBuild(PackedPackage package) : IAsyncLifetime
{
    private readonly string _folder = package.CreateFolder("Samples");

    /// <summary>The shop as a hurried team ships it.</summary>
    internal ShopSources Original { get; private set; } = null!;

    /// <summary>The same after the fixes.</summary>
    internal ShopSources Mended { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Original = await CopyAsync("Original");
        Mended = await CopyAsync("Mended");
        await BuildAsync(Original);

        // dotnet format takes no properties; MSBuild reads them from the environment.
        (await DotnetCommand.RunAsync(
            Mended.Folder,
            new Dictionary<string, string> { ["UsePackage"] = package.Version },
            ["format", "analyzers", "--no-restore", "--severity", "info", "--diagnostics", .. AllRules.Rules.Select(static rule => rule.Definition.Id)])).Succeeded();
        await BuildAsync(Mended);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ShopSources> CopyAsync(string name)
    {
        var samples = Path.Combine(_folder, name);
        Repository.CopySources(Repository.PathOf("docs", "samples"), samples);
        var shop = new ShopSources(Path.Combine(samples, "InsecureShop"));
        (await DotnetCommand.RunAsync(shop.Folder, "restore", $"-p:UsePackage={package.Version}")).Succeeded();
        return shop;
    }

    private async Task BuildAsync(ShopSources shop) => (await DotnetCommand.RunAsync(
        shop.Folder,
        "build", "--no-restore", "--no-incremental", "-nologo", "-v:q", $"-p:UsePackage={package.Version}", "-p:ErrorLog=build.sarif%2Cversion=2.1")).Succeeded();
}

/// <summary>A copy of the shop.</summary>
/// <param name="Folder">The project's folder.</param>
internal sealed record ShopSources(string Folder)
{
    public string Assembly => Path.Combine(Folder, "bin", "Debug", "net10.0", "InsecureShop.dll");

    /// <summary>What the rules found, without how severe it is.</summary>
    public IEnumerable<Finding> Found() => SarifLog.Of(Folder).Findings.Where(static finding => finding.IsOfRule).Select(WithoutSeverity);

    /// <summary>What the comments promise.</summary>
    public IEnumerable<Finding> Planted() => PlantedMistakes.Of(Folder).Select(WithoutSeverity);

    private static Finding WithoutSeverity(Finding finding) => finding with { Severity = "" };
}
