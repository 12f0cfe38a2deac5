using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>A call without the argument that says what is to be set: there must be an overload that takes it.</summary>
internal static class OptionsArgument
{
    /// <summary>Adds an options object: <c>Append(name, value, new CookieOptions { Secure = true })</c>.</summary>
    public static bool Add(Finding finding, Setting[] settings, Plan plan)
    {
        var place = finding.Anchor;
        if (Missing(place, type => MemberPath.Resolve(type, settings[0].Member) is not null) is not { } missing
            || missing.Type is not INamedTypeSymbol type)
        {
            return false;
        }

        var members = new List<string>();
        foreach (var setting in settings)
        {
            if (MemberPath.Resolve(type, setting.Member) is not { } property || plan.Value(place, setting.Member, property, setting) is not { } value)
            {
                return false;
            }

            members.Add(setting.Member + " = " + value);
        }

        Add(place, missing, $"new {plan.Type(place, type)} {{ {string.Join(", ", members)} }}", plan);
        return true;
    }

    /// <summary>Adds an argument for a parameter that <see cref="Missing"/> has found.</summary>
    public static void Add(Place place, IParameterSymbol parameter, string code, Plan plan)
    {
        var arguments = ((InvocationExpressionSyntax)place.Node).ArgumentList.Arguments;
        var isNamed = arguments.LastOrDefault()?.NameColon is not null;
        plan.Add(new InsertArgument(place.Document.Id, place.Node, arguments.Count, isNamed ? parameter.Name + ": " + code : code));
    }

    /// <summary>The one parameter more of an overload of the called method; null when there is none.</summary>
    public static IParameterSymbol? Missing(Place place, Func<ITypeSymbol, bool> isWanted)
    {
        if (place.Node is not InvocationExpressionSyntax call || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol called)
        {
            return null;
        }

        var method = (called.ReducedFrom ?? called).OriginalDefinition;
        foreach (var overload in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (overload.Arity == method.Arity
                && overload.Parameters.Length == method.Parameters.Length + 1
                && overload.Parameters.Take(method.Parameters.Length).Select(static parameter => parameter.Type)
                    .SequenceEqual(method.Parameters.Select(static parameter => parameter.Type), SymbolEqualityComparer.Default)
                && isWanted(overload.Parameters[method.Parameters.Length].Type))
            {
                return overload.Parameters[method.Parameters.Length];
            }
        }

        return null;
    }
}
