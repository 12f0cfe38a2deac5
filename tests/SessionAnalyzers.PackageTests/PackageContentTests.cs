using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

public sealed class PackageContentTests(PackedPackage package) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(package.File);

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Files_AreTheseAndNoOthers() => Assert.Equal(
        [
            "README.md",
            "SessionAnalyzers.nuspec",
            "analyzers/dotnet/cs/SessionAnalyzers.CodeFixes.dll",
            "analyzers/dotnet/cs/SessionAnalyzers.dll",
            "build/SessionAnalyzers.props",
            "build/SessionAnalyzers.targets",
            "build/config/SessionAnalyzers.Audit.globalconfig",
            "build/config/SessionAnalyzers.Default.globalconfig",
            "build/config/SessionAnalyzers.None.globalconfig",
            "build/config/SessionAnalyzers.Strict.globalconfig",
            "buildTransitive/SessionAnalyzers.props",
            "buildTransitive/SessionAnalyzers.targets",
            "icon.png",
            "lib/net10.0/SealedSessions.dll",
            "lib/net10.0/SealedSessions.xml",
            "lib/net8.0/SealedSessions.dll",
            "lib/net8.0/SealedSessions.xml",
            "lib/netstandard2.0/_._",
        ],
        _archive.Entries.Select(static entry => entry.FullName).Where(static name => !IsOfTheContainer(name)).Order(StringComparer.Ordinal));

    [Fact]
    public void Dependencies_AreThoseOfTheRuntimeAndNoneWithoutIt()
    {
        var runtime = XDocument.Load(Repository.PathOf("src", "SealedSessions", "SealedSessions.csproj"))
            .Descendants("PackageReference").Select(static reference => reference.Attribute("Include")!.Value).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(["net10.0", "net8.0", ".NETStandard2.0"], Groups().Select(static group => group.Framework));
        Assert.Equal([runtime, runtime, []], Groups().Select(static group => group.Dependencies));
    }

    [Fact]
    public void Manifest_IsThatOfAnOrdinaryPackage()
    {
        Assert.Equal("SessionAnalyzers", Value("id"));
        Assert.Equal(package.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.StartsWith(Value("projectUrl")!, AllRules.Rules[0].Definition.Descriptor.HelpLinkUri, StringComparison.Ordinal);
        // A development dependency would hide what is under lib/ from its consumers.
        Assert.Null(Value("developmentDependency"));
    }

    [Theory]
    [InlineData(
        "SessionAnalyzers.dll",
        "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Buffers", "System.Collections.Immutable", "System.Memory", "netstandard")]
    [InlineData(
        "SessionAnalyzers.CodeFixes.dll",
        "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.CSharp.Workspaces", "Microsoft.CodeAnalysis.Workspaces",
        "SessionAnalyzers", "System.Collections.Immutable", "netstandard")]
    public void Assembly_LoadsInTheOldestHost(string assembly, params string[] allowed)
    {
        using var content = new MemoryStream();
        using (var entry = _archive.GetEntry("analyzers/dotnet/cs/" + assembly)!.Open())
        {
            entry.CopyTo(content);
        }

        content.Position = 0;
        using var image = new PEReader(content);
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .ToDictionary(reference => metadata.GetString(reference.Name), static reference => reference.Version);

        Assert.Empty(references.Keys.Except(allowed));
        Assert.All(references, static reference => Assert.True(reference.Value <= Newest(reference.Key), $"{reference.Key} {reference.Value}"));
    }

    /// <summary>The versions that Roslyn 4.5 itself asks for: .NET 8 SDK, Visual Studio 17.5.</summary>
    private static Version Newest(string assembly) => assembly switch
    {
        "netstandard" => new(2, 0, 0, 0),
        "System.Buffers" => new(4, 0, 3, 0),
        "System.Collections.Immutable" => new(6, 0, 0, 0),
        "System.Memory" => new(4, 0, 1, 2),
        "SessionAnalyzers" => typeof(AllRules).Assembly.GetName().Version!,
        _ => new(4, 5, 0, 0),
    };

    /// <summary>What makes a zip archive an Open Packaging container.</summary>
    private static bool IsOfTheContainer(string name) =>
        name is "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    private XElement Metadata()
    {
        using var manifest = _archive.GetEntry("SessionAnalyzers.nuspec")!.Open();
        return XDocument.Load(manifest).Root!.Elements().Single();
    }

    private (string Framework, string[] Dependencies)[] Groups() =>
    [
        .. Metadata().Descendants().Where(static element => element.Name.LocalName == "group").Select(static group => (
            group.Attribute("targetFramework")!.Value,
            group.Elements().Select(static dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal).ToArray())),
    ];

    private string? Value(string name) => Metadata().Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
