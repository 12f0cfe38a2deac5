using System.Reflection;

namespace SessionAnalyzers.PackageTests.Packing;

/// <summary>Where this test assembly was built, as the build wrote it into the assembly's metadata.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The machine's package folder, from which this project was restored.</summary>
    public static string PackagesFolder { get; } = Metadata("PackagesFolder");

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Whether a rule has a fix.</summary>
    public static bool HasFix(string rule) => Directory.EnumerateFiles(PathOf("src", "SessionAnalyzers", "Rules"), rule + "*.Fix.cs", SearchOption.AllDirectories).Any();

    /// <summary>Copies a folder without what builds left in it.</summary>
    public static void CopySources(string from, string to)
    {
        foreach (var file in Sources(from))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The files under a folder that no build wrote.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
