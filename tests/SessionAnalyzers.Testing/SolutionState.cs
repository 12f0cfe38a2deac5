using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Testing;

/// <summary>The projects of a test before (or after) the fix: the main project, and others by name.</summary>
public sealed class SolutionState : ProjectState
{
    internal const string MainProject = "TestProject";

    internal SolutionState()
        : base("/0/")
    {
    }

    /// <summary>Created when first asked for: <c>TestState.AdditionalProjects["Lib"].Sources.Add(…)</c>.</summary>
    public ProjectStateCollection AdditionalProjects { get; } = new();

    /// <summary>Diagnostics beside those that markup in the sources expects.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>
    /// Paths and texts: <c>("/.editorconfig", "[*.cs]…")</c>, or <c>("/.globalconfig", "is_global = true…")</c>,
    /// which is where MSBuild hands over <c>build_property.*</c>.
    /// </summary>
    public List<(string Path, string Content)> AnalyzerConfigFiles { get; } = [];

    internal IEnumerable<(string Name, ProjectState State)> Projects =>
        [(MainProject, this), .. AdditionalProjects.Select(project => (project.Key, project.Value))];
}

public class ProjectState
{
    internal ProjectState(string folder) => Sources = new SourceFileList(folder);

    public SourceFileList Sources { get; }

    /// <summary>
    /// Paths and texts of what the compiler is given beside the sources: <c>("/0/appsettings.json", "…")</c>. Markup says what is
    /// reported in them; their line ends stay as they are.
    /// </summary>
    public List<(string Path, string Content)> AdditionalFiles { get; } = [];

    /// <summary>Names of projects that this one refers to.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    /// <summary>When not set: a console application if there are top-level statements, else a library.</summary>
    public OutputKind? OutputKind { get; set; }
}

public sealed class SourceFileList(string folder) : List<(string Path, string Content)>
{
    public void Add(string content) => Add(($"{folder}Test{Count}.cs", content));
}

public sealed class ProjectStateCollection : SortedDictionary<string, ProjectState>
{
    public new ProjectState this[string name]
    {
        get
        {
            if (!TryGetValue(name, out var project))
            {
                Add(name, project = new ProjectState($"/{name}/"));
            }

            return project;
        }
    }
}
