using System.Reflection;

namespace SealedShop.Tests.Running;

/// <summary>Where the build has put the shop, as it wrote it into this assembly's metadata.</summary>
internal static class BuiltShop
{
    public static string Assembly { get; } = Metadata("SealedShop");

    /// <summary>The project's folder, from which <c>dotnet run</c> runs.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot, "docs", "samples", "SealedShop");

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    private static string Metadata(string key) =>
        typeof(BuiltShop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
