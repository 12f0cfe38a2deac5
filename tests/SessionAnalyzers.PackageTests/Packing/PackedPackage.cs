using SessionAnalyzers.PackageTests.Packing;

[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace SessionAnalyzers.PackageTests.Packing;

/// <summary>
/// The packages, packed once under a version that no cache has seen, and a temporary folder whose projects restore it.
/// They restore into a folder of their own; everything else comes from the machine's package folder, never from the network.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("SessionAnalyzers.").FullName;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>The .nupkg file of the analyzers.</summary>
    public string File => FileOf("SessionAnalyzers");

    private string Feed => Path.Combine(_root, "feed");

    /// <summary>The .nupkg file of a package.</summary>
    public string FileOf(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in (string[])["SessionAnalyzers.Package", "SealedSessions.AspNetCore", "SealedSessions.Postgres"])
        {
            (await DotnetCommand.RunAsync(
                Repository.PathOf("src", project),
                "pack", "--no-build", "--configuration", Repository.Configuration, "--output", Feed, $"-p:PackageVersion={Version}", "--nologo")).Succeeded();
        }

        System.IO.File.Copy(Repository.PathOf("global.json"), Path.Combine(_root, "global.json"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{Repository.PackagesFolder}" />
              </fallbackPackageFolders>
              <packageSources>
                <clear />
                <add key="packed" value="feed" />
              </packageSources>
            </configuration>
            """);
        await System.IO.File.WriteAllTextAsync(Path.Combine(_root, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <PackedVersion>{Version}</PackedVersion>
                <ErrorLog>$(MSBuildProjectDirectory)/build.sarif,version=2.1</ErrorLog>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
    }

    /// <summary>A new folder whose projects can restore the package.</summary>
    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
