using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using SessionAnalyzers.PackageTests.Findings;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

/// <summary>The runtime as users get it: restored from the packed files, built, run.</summary>
[Collection(typeof(OneConsumerBuild))]
public class RuntimePackageTests(ConsumerBuild build, PackedPackage package)
{
    [Fact]
    public async Task AnalyzersPackage_BringsTheRuntimeToAConsole()
    {
        Assert.Empty(build.PrintedFor(ConsumerBuild.SealedWorker));

        var run = (await build.RunAsync(ConsumerBuild.SealedWorker)).Succeeded();

        Assert.Equal("copy", run.Output.Trim());
    }

    [Fact]
    public async Task AspNetCorePackage_BringsRuntimeAndAnalyzers()
    {
        Finding.AssertSame(build.PlantedIn(ConsumerBuild.SealedSite), build.PrintedFor(ConsumerBuild.SealedSite));

        var run = (await build.RunAsync(ConsumerBuild.SealedSite)).Succeeded();

        Assert.Contains("200 ada", run.Output.Split('\n').Select(static line => line.Trim()));
    }

    [Fact]
    public void Annotations_AreNotInTheUsersAssembly()
    {
        Assert.Contains("[Unseals]", File.ReadAllText(Repository.PathOf("tests", "SessionAnalyzers.PackageTests", "Consumers", "SealedWorker", "Program.cs")), StringComparison.Ordinal);
        using var image = new PEReader(File.OpenRead(build.AssemblyOf(ConsumerBuild.SealedWorker)));
        var metadata = image.GetMetadataReader();

        Assert.DoesNotContain(metadata.TypeReferences, handle => metadata.GetString(metadata.GetTypeReference(handle).Name) == "UnsealsAttribute");
    }

    [Theory]
    [InlineData("SealedSessions.AspNetCore", "SessionAnalyzers")]
    [InlineData("SealedSessions.Postgres", "Npgsql", "SessionAnalyzers")]
    public void Package_HasItsAssemblyForBothFrameworksAndDependsOnTheAnalyzers(string id, params string[] dependencies)
    {
        using var archive = ZipFile.OpenRead(package.FileOf(id));
        using var manifest = archive.GetEntry(id + ".nuspec")!.Open();
        var groups = XDocument.Load(manifest).Descendants().Where(static element => element.Name.LocalName == "group" && element.Parent!.Name.LocalName == "dependencies").ToList();

        Assert.Equal(["net10.0", "net8.0"], groups.Select(static group => group.Attribute("targetFramework")!.Value));
        Assert.All(groups, group =>
        {
            Assert.Equal(dependencies, group.Elements().Select(static dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
            var analyzers = group.Elements().Single(static dependency => dependency.Attribute("id")!.Value == "SessionAnalyzers");
            Assert.Equal(package.Version, analyzers.Attribute("version")!.Value);
            Assert.Equal("All", analyzers.Attribute("include")!.Value);
        });
        Assert.All((string[])["net8.0", "net10.0"], framework =>
        {
            Assert.NotNull(archive.GetEntry($"lib/{framework}/{id}.dll"));
            Assert.NotNull(archive.GetEntry($"lib/{framework}/{id}.xml"));
        });
        Assert.NotNull(archive.GetEntry("README.md"));
    }
}
