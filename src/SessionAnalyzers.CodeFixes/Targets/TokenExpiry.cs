using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>A token that is to end after a quarter of an hour.</summary>
internal static class TokenExpiry
{
    private const string Member = "Expires";

    public static Offer? Add(Finding finding, string key)
    {
        var plan = new Plan(key);
        if (plan.Property(finding.Anchor, "System.DateTime", "UtcNow") is not { } now)
        {
            return null;
        }

        var expiry = now + ".AddMinutes(15)";
        if (finding.Anchor.Node is BaseObjectCreationExpressionSyntax token)
        {
            return OfObject(finding.Anchor, token, expiry, plan) ? plan.Offer($"Set expires: {expiry}") : null;
        }

        return finding.Creations.ToList() is [{ Node: BaseObjectCreationExpressionSyntax { Initializer: null or { ContainsDirectives: false } } descriptor } place] && OfDescriptor(place, descriptor, expiry, plan)
            ? plan.Offer($"Set {Member} = {expiry}")
            : null;
    }

    private static bool OfObject(Place place, BaseObjectCreationExpressionSyntax token, string expiry, Plan plan)
    {
        var arguments = token.ArgumentList?.Arguments ?? default;
        var given = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "expires")
            ?? (arguments.Count > 4 && arguments[4].NameColon is null ? arguments[4] : null);
        plan.Add(given is not null
            ? new ReplaceExpression(place.Document.Id, given.Expression, expiry)
            : new InsertArgument(place.Document.Id, token, arguments.Count, "expires: " + expiry));
        return true;
    }

    private static bool OfDescriptor(Place place, BaseObjectCreationExpressionSyntax descriptor, string expiry, Plan plan)
    {
        if (descriptor.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(static element => element.Left is IdentifierNameSyntax { Identifier.ValueText: Member }) is { } given)
        {
            plan.Add(new ReplaceExpression(place.Document.Id, given.Right, expiry));
            return true;
        }

        plan.Add(new SetInInitializer(place.Document.Id, descriptor, Member, expiry, place.Layout));
        return true;
    }
}
