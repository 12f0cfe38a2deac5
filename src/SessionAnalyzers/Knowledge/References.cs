using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does a compilation refer to? By the names of the assemblies, which are read once: a web project has three hundred.</summary>
internal sealed class References
{
    private static readonly ConditionalWeakTable<Compilation, References> Known = new();

    private static readonly ImmutableHashSet<string> TestFrameworks =
        ImmutableHashSet.Create("xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core");

    /// <summary>How else the assemblies begin that a project with sessions refers to.</summary>
    private static readonly ImmutableArray<string> SessionAssemblies = ImmutableArray.Create<string>([
        "Microsoft.Net.Http.Headers", "Microsoft.IdentityModel", "System.IdentityModel", "Microsoft.Extensions.Caching", "Microsoft.Extensions.Identity", "SealedSessions",
    ]);

    private References(Compilation compilation)
    {
        var namesSystemWeb = false;
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            var name = assembly.Name;
            if (name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            {
                HaveSessions = IssueSessions = true;
                continue;
            }

            HaveSessions = HaveSessions || BeginsLikeSessions(name);
            IssueSessions = IssueSessions || name.Contains("IdentityModel");
            HaveTests = HaveTests || TestFrameworks.Contains(name);
            HaveRuntime = HaveRuntime || name == "SealedSessions";
            namesSystemWeb = namesSystemWeb || name == "System.Web";
        }

        // Elsewhere than on .NET Framework System.Web is a façade without cookies.
        HaveSystemWeb = namesSystemWeb && compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly?.Name == "mscorlib";
        HaveSessions = HaveSessions || HaveSystemWeb;
        IssueSessions = IssueSessions || HaveSystemWeb;
    }

    /// <summary>A site of ASP.NET on .NET Framework, which reads web.config.</summary>
    public bool HaveSystemWeb { get; }

    /// <summary>An API of sessions.</summary>
    public bool HaveSessions { get; }

    /// <summary>A web framework or token handlers.</summary>
    public bool IssueSessions { get; }

    /// <summary>A test framework.</summary>
    public bool HaveTests { get; }

    /// <summary>The runtime.</summary>
    public bool HaveRuntime { get; }

    public static References Of(Compilation compilation) => Known.GetValue(compilation, static key => new References(key));

    private static bool BeginsLikeSessions(string name)
    {
        foreach (var prefix in SessionAssemblies)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
