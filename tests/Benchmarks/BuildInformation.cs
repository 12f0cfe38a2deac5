using System.Reflection;

namespace Benchmarks;

/// <summary>Folders that the build writes into this assembly's metadata.</summary>
internal static class BuildInformation
{
    private static readonly Dictionary<string, string> Values = typeof(BuildInformation).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(value => value.Key, value => value.Value!);

    public static string RepositoryRoot => Values["RepositoryRoot"];

    /// <summary>The SDK's targeting pack of a framework.</summary>
    public static string TargetingPack(string framework) => Values[framework];
}
