using System.Globalization;

namespace Benchmarks.Cost;

/// <summary>What a run of <c>cost</c> was asked to do.</summary>
internal sealed class CostOptions
{
    public const string Usage = """
            --references <folder...>   further assemblies that every project refers to
            --passes <n>               repetitions, of which the cheapest counts (3)
            --against <dll>            another build of SessionAnalyzers.dll, measured in the same passes
            --project <text>           only projects whose path contains it
            --projects                 one line for each project too
            --without-aspnetcore       leave out Microsoft.AspNetCore.App and the further assemblies
            --json <file>              write every figure
        """;

    public List<string> Trees { get; } = [];

    public List<string> References { get; } = [];

    public int Passes { get; private set; } = 3;

    public string? Against { get; private set; }

    public string? Project { get; private set; }

    public bool ShowsProjects { get; private set; }

    public bool WithAspNetCore { get; private set; } = true;

    public string? Json { get; private set; }

    /// <summary>Null when the arguments are not understood.</summary>
    public static CostOptions? Parse(string[] arguments)
    {
        var options = new CostOptions();
        var rest = new Queue<string>(arguments);
        var folders = options.Trees;
        while (rest.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "--references":
                    folders = options.References;
                    break;
                case "--passes" when rest.TryDequeue(out var count) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var passes) && passes > 0:
                    options.Passes = passes;
                    break;
                case "--against" when rest.TryDequeue(out var other):
                    options.Against = Path.GetFullPath(other);
                    break;
                case "--project" when rest.TryDequeue(out var project):
                    options.Project = project;
                    break;
                case "--projects":
                    options.ShowsProjects = true;
                    break;
                case "--without-aspnetcore":
                    options.WithAspNetCore = false;
                    break;
                case "--json" when rest.TryDequeue(out var json):
                    options.Json = json;
                    break;
                case ['-', ..]:
                    return null;
                default:
                    folders.Add(Path.GetFullPath(argument));
                    break;
            }
        }

        return options.Trees.Count > 0 && options.Trees.Concat(options.References).All(Directory.Exists) ? options : null;
    }
}
