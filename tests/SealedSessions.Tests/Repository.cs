using System.Reflection;

namespace SealedSessions.Tests;

/// <summary>Where the sources are that this assembly was built from.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static entry => entry.Key == "RepositoryRoot").Value!;

    public static string PathTo(string file) => Path.Combine(Root, file);
}
