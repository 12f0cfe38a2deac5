using System.Xml.Linq;

namespace Benchmarks.Cost;

/// <summary>
/// A project as far as simple rules tell: the sources below its folder and what its own file, and the nearest
/// Directory.Build.props, say without conditions. Nothing of the tree is evaluated or run.
/// </summary>
internal sealed class ProjectFile
{
    private static readonly string[] SdkUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] HostUsings =
        ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly string[] WebUsings =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", .. HostUsings];

    private readonly List<XElement> _elements;
    private readonly string _sdk;

    private ProjectFile(string path, IReadOnlySet<string> projectFolders)
    {
        FullPath = path;
        var project = Load(path);
        _sdk = project?.Attribute("Sdk")?.Value ?? "";
        _elements = [.. Above("Directory.Build.props").SelectMany(file => Load(file)?.Descendants() ?? []), .. project?.Descendants() ?? []];
        Sources = [.. SourcesIn(Folder, projectFolders).Order(StringComparer.Ordinal)];
    }

    public string FullPath { get; }

    public string Name => Path.GetFileNameWithoutExtension(FullPath);

    public IReadOnlyList<string> Sources { get; }

    /// <summary>The rules are silent in a project of tests.</summary>
    public bool IsTest => Items("PackageReference").Any(package => package.StartsWith("xunit", StringComparison.OrdinalIgnoreCase)
            || package is "Microsoft.NET.Test.Sdk" or "NUnit" or "MSTest" or "MSTest.TestFramework" or "TUnit")
        || Property("IsTestProject") == "true";

    public bool IsNullable => Property("Nullable") == "enable";

    public IEnumerable<string> GlobalUsings => _elements
        .Where(element => element.Name.LocalName == "Using" && element.Attribute("Include") is not null)
        .Select(element => (string?)element.Attribute("Alias") is { } alias ? $"{alias} = {Include(element)}" : element.Attribute("Static") is null ? Include(element) : "static " + Include(element))
        .Concat(Property("ImplicitUsings") is "enable" or "true" ? ImplicitUsings : [])
        .Distinct();

    public IEnumerable<string> ProjectReferences => Items("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Folder, reference.Replace('\\', '/'))));

    private string Folder => Path.GetDirectoryName(FullPath)!;

    private IEnumerable<string> ImplicitUsings => _sdk switch
    {
        "Microsoft.NET.Sdk.Web" => [.. SdkUsings, .. WebUsings],
        "Microsoft.NET.Sdk.Worker" => [.. SdkUsings, .. HostUsings],
        _ => SdkUsings,
    };

    /// <summary>The projects of a tree, without its tests.</summary>
    public static IReadOnlyList<ProjectFile> Find(string tree)
    {
        var paths = Files(tree, "*.csproj", static _ => true).Order(StringComparer.Ordinal).ToList();
        var folders = paths.Select(path => Path.GetDirectoryName(path)!).ToHashSet(StringComparer.Ordinal);
        return [.. paths.DistinctBy(Path.GetDirectoryName).Select(path => new ProjectFile(path, folders)).Where(project => !project.IsTest && project.Sources.Count > 0)];
    }

    private static IEnumerable<string> SourcesIn(string folder, IReadOnlySet<string> projectFolders) => Files(folder, "*.cs", child => !projectFolders.Contains(child));

    private static IEnumerable<string> Files(string folder, string pattern, Func<string, bool> enters) =>
        Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => Path.GetFileName(child) is not ("bin" or "obj" or "node_modules" or ".git") && enters(child))
            .SelectMany(child => Files(child, pattern, enters)));

    private static XElement? Load(string path)
    {
        try
        {
            return XDocument.Load(path).Root;
        }
        catch (System.Xml.XmlException)
        {
            // Templates carry project files that are not XML yet.
            return null;
        }
    }

    private static string Include(XElement element) => element.Attribute("Include")!.Value.Trim();

    private IEnumerable<string> Above(string file)
    {
        for (var folder = Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, file)))
            {
                return [Path.Combine(folder, file)];
            }
        }

        return [];
    }

    private IEnumerable<string> Items(string name) =>
        _elements.Where(element => element.Name.LocalName == name && element.Attribute("Include") is not null).Select(Include);

    private string? Property(string name) => _elements.LastOrDefault(element => element.Name.LocalName == name && !element.HasElements)?.Value.Trim().ToLowerInvariant();
}
