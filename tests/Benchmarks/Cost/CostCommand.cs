using System.Collections.Immutable;
using System.Globalization;

namespace Benchmarks.Cost;

/// <summary>Measures what the rules add to compiling the projects of some source trees.</summary>
internal static class CostCommand
{
    public static async Task<int> RunAsync(CostOptions options)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var references = TargetingPacks.References(options.WithAspNetCore);
        if (options.WithAspNetCore)
        {
            references = [.. references.Concat(TargetingPacks.ReferencesIn(options.References)).DistinctBy(static reference => Path.GetFileName(reference.Display))];
        }

        var generators = TargetingPacks.Generators(options.WithAspNetCore);
        var passes = Pass.All(options.Against);
        var trees = new List<CostReport>();
        var projects = new List<CostReport>();
        var isWarm = false;
        Console.WriteLine(CostReport.Header);
        foreach (var tree in options.Trees)
        {
            var parts = new List<CostReport>();
            foreach (var project in SourceProject.In(tree, references, generators))
            {
                var name = Path.GetRelativePath(tree, project.File.FullPath);
                if (options.Project is not null && !name.Contains(options.Project, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (!isWarm)
                {
                    // The first project also pays for the JIT; its first passes do not count.
                    await MeasureAsync(project, passes, 3).ConfigureAwait(false);
                    isWarm = true;
                }

                var part = new CostReport(name, 1, project.Lines, await MeasureAsync(project, passes, options.Passes).ConfigureAwait(false));
                parts.Add(part);
                if (options.ShowsProjects)
                {
                    Show(part);
                }
            }

            projects.AddRange(parts);
            trees.Add(CostReport.Sum(Path.GetFileName(tree.TrimEnd('/')), parts));
            Show(trees[^1]);
        }

        var total = CostReport.Sum("total", trees);
        Show(total);
        if (options.Json is not null)
        {
            CostReport.Write(options.Json, [total, .. trees, .. projects]);
        }

        return total.Crashes == 0 ? 0 : 1;
    }

    /// <summary>The passes take turns, so that what disturbs the machine for a while disturbs them all.</summary>
    private static async Task<IReadOnlyDictionary<string, Measurement>> MeasureAsync(SourceProject project, ImmutableArray<Pass> passes, int repetitions)
    {
        var least = new Dictionary<string, Measurement>();
        for (var i = 0; i < repetitions; i++)
        {
            foreach (var pass in passes)
            {
                var measurement = await pass.MeasureAsync(project.Sources.Fresh()).ConfigureAwait(false);
                least[pass.Name] = least.TryGetValue(pass.Name, out var earlier) ? earlier.Least(measurement) : measurement;
            }
        }

        return least;
    }

    private static void Show(CostReport report)
    {
        Console.WriteLine(report);
        if (report.Comparison is { } comparison)
        {
            Console.WriteLine(comparison);
        }
    }
}
