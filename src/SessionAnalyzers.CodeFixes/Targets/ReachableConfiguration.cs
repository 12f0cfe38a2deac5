using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Targets;

/// <summary>Through which name is the application's configuration read at a place?</summary>
internal static class ReachableConfiguration
{
    private const string Space = "Microsoft.Extensions.Configuration";

    /// <summary>What has the configuration in a property of that name.</summary>
    private static readonly HashSet<string> Holders = new(StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Builder.WebApplicationBuilder", "Microsoft.AspNetCore.Builder.WebApplication", "Microsoft.AspNetCore.Hosting.WebHostBuilderContext",
        "Microsoft.Extensions.Hosting.HostApplicationBuilder", "Microsoft.Extensions.Hosting.IHostApplicationBuilder", "Microsoft.Extensions.Hosting.HostBuilderContext",
    };

    /// <summary>The expression; null when there is none.</summary>
    public static string? At(Place place) => ReachableValue.At(place, static type =>
        Is(type) ? "" : Holders.Contains(type.OriginalDefinition.ToDisplayString()) ? ".Configuration" : null);

    /// <summary>Whether a type is the application's configuration, and not a section of it.</summary>
    public static bool Is(ITypeSymbol? type) => IsOrImplements(type, "IConfiguration") && !IsOrImplements(type, "IConfigurationSection");

    /// <summary>Whether a type is the application's configuration or a section of it.</summary>
    public static bool IsOrIsSection(ITypeSymbol? type) => IsOrImplements(type, "IConfiguration");

    private static bool IsOrImplements(ITypeSymbol? type, string name) =>
        type is not null && type.AllInterfaces.Concat(new[] { type }).Any(face => face.Name == name && face.ContainingNamespace?.ToDisplayString() == Space);
}
