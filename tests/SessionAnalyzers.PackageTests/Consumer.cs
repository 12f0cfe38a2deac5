using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

/// <summary>A project under Consumers, under another name and with other settings.</summary>
/// <param name="Name">The name of the folder and of the project.</param>
/// <param name="Source">The folder under Consumers.</param>
internal sealed record Consumer(string Name, string Source)
{
    public Consumer(string name)
        : this(name, name)
    {
    }

    /// <summary>MSBuild properties, written to the end of the project file.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines for all C# files in the project's .editorconfig.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Writes the project into a folder and returns the path of its file.</summary>
    public string WriteTo(string folder)
    {
        var target = Path.Combine(folder, Name);
        Repository.CopySources(Repository.PathOf("tests", "SessionAnalyzers.PackageTests", "Consumers", Source), target);
        var project = Path.Combine(target, Name + ".csproj");
        File.Move(Path.Combine(target, Source + ".csproj"), project);
        var properties = string.Concat(Properties.Select(static property => $"    <{property.Key}>{property.Value}</{property.Key}>\n"));
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", $"  <PropertyGroup>\n{properties}  </PropertyGroup>\n</Project>", StringComparison.Ordinal));
        File.WriteAllLines(Path.Combine(target, ".editorconfig"), ["root = true", "[*.cs]", .. Options]);
        return project;
    }
}
