using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>
/// What sources compile against: the real reference assemblies of a framework, from folders that the build
/// writes into this assembly's metadata.
/// </summary>
public sealed class ReferenceAssemblies
{
    // Solutions are immutable: one workspace serves all tests, none of them applies changes to it.
    private static readonly AdhocWorkspace Workspace = new();

    private static readonly ConcurrentDictionary<string, MetadataReference> References = new();

    private static readonly Dictionary<string, string> Folders = typeof(ReferenceAssemblies).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(folder => folder.Key, folder => folder.Value!);

    private static readonly ImmutableArray<string> SdkUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly ImmutableArray<string> WebSdkUsings =
    [
        .. SdkUsings, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private readonly ImmutableArray<string> _paths;
    private readonly ImmutableArray<string> _implicitUsings;
    private readonly Lazy<Task<Project>> _emptyProject;

    private ReferenceAssemblies(ImmutableArray<string> paths, ImmutableArray<string> implicitUsings)
    {
        (_paths, _implicitUsings) = (paths, implicitUsings);
        _emptyProject = new(CreateEmptyProjectAsync);
    }

    public static ReferenceAssemblies AspNetCore80 { get; } = new(Assemblies("NETCore.App 8.0", "AspNetCore.App 8.0"), WebSdkUsings);

    public static ReferenceAssemblies AspNetCore90 { get; } = new(Assemblies("NETCore.App 9.0", "AspNetCore.App 9.0"), WebSdkUsings);

    public static ReferenceAssemblies AspNetCore100 { get; } = new(Assemblies("NETCore.App 10.0", "AspNetCore.App 10.0"), WebSdkUsings);

    /// <summary>ASP.NET Core 10 with the token handlers of Microsoft.IdentityModel and the scheme of bearer tokens.</summary>
    public static ReferenceAssemblies AspNetCore100WithTokens { get; } =
        new(Assemblies("NETCore.App 10.0", "AspNetCore.App 10.0", "IdentityModel.Tokens", "IdentityModel.JsonWebTokens", "IdentityModel.Tokens.Jwt", "AspNetCore.JwtBearer"), WebSdkUsings);

    /// <summary>Without ASP.NET Core.</summary>
    public static ReferenceAssemblies Net100 { get; } = new(Assemblies("NETCore.App 10.0"), SdkUsings);

    /// <summary>With System.Web; its projects have no implicit usings.</summary>
    public static ReferenceAssemblies NetFramework472 { get; } = new(Assemblies(".NETFramework 4.7.2"), []);

    /// <summary>The paths of the reference assemblies, for tests that read their metadata.</summary>
    public ImmutableArray<string> Paths => _paths;

    public ReferenceAssemblies AddAssemblies(ImmutableArray<string> paths) => new([.. _paths, .. paths], _implicitUsings);

    /// <summary>
    /// A project without sources whose compilation has already read the references. Every test forks it, which
    /// costs no more than forking a compilation: about a millisecond.
    /// </summary>
    internal Task<Project> GetEmptyProjectAsync() => _emptyProject.Value;

    internal SourceText ImplicitUsings =>
        SourceText.From(string.Concat(_implicitUsings.Select(name => $"global using global::{name};\n")));

    private async Task<Project> CreateEmptyProjectAsync()
    {
        var id = ProjectId.CreateNewId(SolutionState.MainProject);
        var project = Workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            SolutionState.MainProject,
            SolutionState.MainProject,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: _paths.Select(path => References.GetOrAdd(path, file => MetadataReference.CreateFromFile(file)))))
            .GetProject(id)!;
        var compilation = await project.GetCompilationAsync().ConfigureAwait(false);
        _ = compilation!.GetSpecialType(SpecialType.System_Object);
        return project;
    }

    private static ImmutableArray<string> Assemblies(params string[] folders) =>
    [
        .. folders.Select(name => Folders[name])
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll").Concat(
                Directory.Exists(folder + "/Facades") ? Directory.GetFiles(folder + "/Facades", "*.dll") : []))
            // Native parts that .NET Framework keeps beside System.EnterpriseServices.
            .Where(path => !Path.GetFileName(path).StartsWith("System.EnterpriseServices.", StringComparison.Ordinal) ||
                Path.GetFileName(path) == "System.EnterpriseServices.dll")
            .Order(StringComparer.Ordinal),
    ];
}
