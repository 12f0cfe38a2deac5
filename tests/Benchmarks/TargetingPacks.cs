using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks;

/// <summary>What the SDK hands to the compiler for every project: reference assemblies and source generators.</summary>
internal static class TargetingPacks
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Known = new(StringComparer.Ordinal);

    private static readonly Loader SharedLoader = new();

    public static ImmutableArray<MetadataReference> References(bool withAspNetCore) => ReferencesIn(
        Frameworks(withAspNetCore).Select(framework => Directory.GetDirectories(Path.Combine(BuildInformation.TargetingPack(framework), "ref")).Single()));

    /// <summary>Every assembly of some folders; of two with one name the first counts.</summary>
    public static ImmutableArray<MetadataReference> ReferencesIn(IEnumerable<string> folders) =>
    [
        .. folders.SelectMany(folder => Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal))
            .DistinctBy(Path.GetFileName)
            .Select(path => Known.GetOrAdd(path, file => MetadataReference.CreateFromFile(file))),
    ];

    /// <summary>The generators for JSON, regular expressions, logging and the like; their output is analysed too.</summary>
    public static ImmutableArray<ISourceGenerator> Generators(bool withAspNetCore) =>
    [
        .. Frameworks(withAspNetCore)
            .Select(framework => Path.Combine(BuildInformation.TargetingPack(framework), "analyzers", "dotnet", "cs"))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .SelectMany(path => new AnalyzerFileReference(path, SharedLoader).GetGenerators(LanguageNames.CSharp)),
    ];

    private static string[] Frameworks(bool withAspNetCore) => withAspNetCore ? ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"] : ["Microsoft.NETCore.App"];

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
