using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Primitives;

namespace SessionAnalyzers.Tests.Knowledge;

/// <summary>What the rows of a knowledge table are held against: the real reference assemblies, and the real types.</summary>
public abstract class KnowledgeTests
{
    private protected const string AspNetCore = "ASP.NET Core 8, 9 and 10";
    private protected const string SystemWeb = ".NET Framework 4.7.2";

    /// <summary>Namespaces whose package cannot be had here: their rows are read in the sources only.</summary>
    private protected static readonly string[] NotCheckable =
    [
        "Microsoft.AspNetCore.Authentication.OpenIdConnect.",
        "Microsoft.AspNetCore.Authentication.Twitter.",
    ];

    private static readonly (string Framework, CSharpCompilation Compilation)[] AspNetCoreCompilations =
    [
        ("8", Compilation(ReferenceAssemblies.AspNetCore80)),
        ("9", Compilation(ReferenceAssemblies.AspNetCore90)),
        ("10", Compilation(ReferenceAssemblies.AspNetCore100)),
    ];

    private static readonly (string Framework, CSharpCompilation Compilation)[] TokenCompilations = [("IdentityModel 6.8", Compilation(ReferenceAssemblies.AspNetCore100WithTokens))];

    private static readonly (string Framework, CSharpCompilation Compilation)[] SystemWebCompilations = [("4.7.2", Compilation(ReferenceAssemblies.NetFramework472))];

    private static readonly (string Framework, CSharpCompilation Compilation)[] OwnCompilations =
        [("SealedSessions", Compilation(ReferenceAssemblies.AspNetCore100.AddAssemblies([typeof(SealedSessions.SessionLifetime).Assembly.Location])))];

    private static readonly ConcurrentDictionary<string, Type?> RuntimeTypes = new();

    private static readonly Lazy<Assembly[]> RuntimeAssemblies = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(static name => name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.Net.Http", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name == "SealedSessions")
            .Select(static name => Assembly.Load(name!)),
    ]);

    private protected static bool IsCheckable(string type) => !NotCheckable.Any(space => type.StartsWith(space, StringComparison.Ordinal));

    private protected static bool IsSystemWeb(string type) =>
        type.StartsWith("System.Web.", StringComparison.Ordinal);

    /// <summary>The type in every framework that should have it; fails where one has not.</summary>
    private protected static IReadOnlyList<(string Framework, INamedTypeSymbol Type)> Resolve(string metadataName)
    {
        var found = new List<(string, INamedTypeSymbol)>();
        foreach (var (framework, compilation) in CompilationsOf(metadataName))
        {
            var types = compilation.GetTypesByMetadataName(metadataName);
            Assert.True(types.Length > 0, $"{metadataName} is not in {framework}");

            // Facades forward; of types that two assemblies define, each is checked.
            found.AddRange(types.Select(type => (framework, type)));
        }

        return found;
    }

    /// <summary>The type in the newest framework that should have it.</summary>
    private protected static IReadOnlyList<(string Framework, INamedTypeSymbol Type)> ResolveNewest(string metadataName)
    {
        var (framework, compilation) = CompilationsOf(metadataName)[^1];
        var types = compilation.GetTypesByMetadataName(metadataName);
        Assert.True(types.Length > 0, $"{metadataName} is not in {framework}");
        return [.. types.Select(type => (framework, type))];
    }

    private protected static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>();

    /// <summary>Fails unless some overload of the method has all these parameters.</summary>
    private protected static void RequireOverload(string type, string method, params string?[] parameters) => RequireOverload(Resolve(type), type, method, parameters);

    /// <summary>As <see cref="RequireOverload(string, string, string?[])"/>, for a method that the newest framework has and older ones may not.</summary>
    private protected static void RequireOverloadOfNewest(string type, string method, params string?[] parameters)
    {
        RequireOverload(ResolveNewest(type), type, method, parameters);
        RequireOverload(Resolve(type).Where(found => Methods(found.Type, method).Any()), type, method, parameters);
    }

    private static void RequireOverload(IEnumerable<(string Framework, INamedTypeSymbol Type)> found, string type, string method, string?[] parameters)
    {
        foreach (var (framework, symbol) in found)
        {
            var overloads = Methods(symbol, method).ToArray();
            Assert.True(overloads.Length > 0, $"{type} has no method {method} in {framework}");
            Assert.True(
                overloads.Any(overload => parameters.All(wanted => wanted is null || overload.Parameters.Any(parameter => parameter.Name == wanted))),
                $"No overload of {type}.{method} in {framework} has the parameters {string.Join(", ", parameters.Where(wanted => wanted is not null))}");
        }
    }

    /// <summary>The type that runs, in the shared framework of this test.</summary>
    private protected static Type RuntimeType(string name) =>
        RuntimeTypes.GetOrAdd(name, static key => RuntimeAssemblies.Value.Select(assembly => assembly.GetType(key)).FirstOrDefault(type => type is not null))
            ?? throw new InvalidOperationException($"{name} is in no assembly of the shared framework.");

    /// <summary>A new object, as nobody has set anything of it.</summary>
    private protected static object Fresh(string type) => Activator.CreateInstance(RuntimeType(type), nonPublic: true)!;

    /// <summary>A property's value as the tables write it: an enum as its number, text without a value as null.</summary>
    private protected static object? Plain(object owner, string property)
    {
        var value = owner.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)?.GetValue(owner);
        return value switch
        {
            Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture),
            StringSegment { HasValue: false } => null,
            StringSegment text => text.Value,
            _ => value,
        };
    }

    private static (string Framework, CSharpCompilation Compilation)[] CompilationsOf(string type) =>
        IsSystemWeb(type) ? SystemWebCompilations
        : type.StartsWith("SealedSessions.", StringComparison.Ordinal) ? OwnCompilations
        : type.Contains("IdentityModel.", StringComparison.Ordinal) || type.Contains(".JwtBearer.", StringComparison.Ordinal) ? TokenCompilations
        : AspNetCoreCompilations;

    private static CSharpCompilation Compilation(ReferenceAssemblies references) =>
        CSharpCompilation.Create("Knowledge", references: references.Paths.Select(static path => MetadataReference.CreateFromFile(path)));
}
