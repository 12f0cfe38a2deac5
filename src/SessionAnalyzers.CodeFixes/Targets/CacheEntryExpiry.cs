using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Targets;

/// <summary>A cache entry that is to end: by an options argument, or by a member of the options that are made for it.</summary>
internal static class CacheEntryExpiry
{
    private const string Member = CacheKnowledge.RelativeToNow;

    public static Offer? Add(Finding finding, string key)
    {
        var plan = new Plan(key);
        if (plan.Method(finding.Anchor, "System.TimeSpan", "FromHours") is not { } hours)
        {
            return null;
        }

        var expiry = $"{Member} = {hours}(8)";
        var done = finding.Edit switch
        {
            FixKeys.AddArgument => AddOptions(finding.Anchor, expiry, plan),
            FixKeys.SetMember => finding.Creations.ToList() is [var creation] && SetMember(creation, hours + "(8)", plan),
            _ => false,
        };
        return done ? plan.Offer("Set " + expiry) : null;
    }

    private static bool AddOptions(Place place, string expiry, Plan plan)
    {
        if (place.Node is not InvocationExpressionSyntax call
            || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || OptionsOf(method) is not { } options)
        {
            return false;
        }

        var code = $"new {plan.Type(place, options)} {{ {expiry} }}";
        var arguments = call.ArgumentList.Arguments;
        var given = method.Parameters.FirstOrDefault(static parameter => parameter.Name == CacheKnowledge.Options) is { } taken
            ? arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == taken.Name || (argument.NameColon is null && arguments.IndexOf(argument) == taken.Ordinal))
            : null;
        if (given is not null)
        {
            plan.Add(new ReplaceExpression(place.Document.Id, given.Expression, code));
            return true;
        }

        // Options come after the value, before a token of cancellation.
        if (arguments.Any(static argument => argument.NameColon is not null))
        {
            plan.Add(new InsertArgument(place.Document.Id, call, arguments.Count, CacheKnowledge.Options + ": " + code));
            return true;
        }

        var value = method.Parameters.FirstOrDefault(static parameter => parameter.Name == CacheKnowledge.Value);
        if (value is null || value.Ordinal >= arguments.Count)
        {
            return false;
        }

        plan.Add(new InsertArgument(place.Document.Id, call, value.Ordinal + 1, code));
        return true;
    }

    /// <summary>The type of options that an overload of a method takes, of the extensions or of the cache itself.</summary>
    private static INamedTypeSymbol? OptionsOf(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return definition.ContainingType.GetMembers(method.Name).Concat(definition.Parameters[0].Type.GetMembers(method.Name)).OfType<IMethodSymbol>()
            .SelectMany(static overload => overload.Parameters)
            .Where(static parameter => parameter.Name == CacheKnowledge.Options && !parameter.Type.GetMembers(Member).IsEmpty)
            .Select(static parameter => parameter.Type as INamedTypeSymbol).FirstOrDefault();
    }

    private static bool SetMember(Place creation, string code, Plan plan)
    {
        if (creation.Node is not BaseObjectCreationExpressionSyntax { Initializer: null or { ContainsDirectives: false } } node
            || node.Initializer?.Expressions.Any(static element => element is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } || left.Identifier.ValueText == Member) == true)
        {
            return false;
        }

        plan.Add(new SetInInitializer(creation.Document.Id, node, Member, code, creation.Layout));
        return true;
    }
}
