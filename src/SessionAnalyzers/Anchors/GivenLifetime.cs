using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>How long something is said to live, at an assignment or at a call: a duration from now on.</summary>
internal sealed class GivenLifetime
{
    private readonly Anchor _anchor;
    private readonly SyntaxNode _given;

    private GivenLifetime(Anchor anchor, string name, TimeSpan longest, SyntaxNode given)
    {
        _anchor = anchor;
        Name = name;
        Longest = longest;
        _given = given;
    }

    /// <summary>The property or parameter.</summary>
    public string Name { get; }

    /// <summary>On the path on which it lives longest.</summary>
    public TimeSpan Longest { get; }

    /// <summary>Reports it when it lives longer than the limit of the file allows: its name, how long it is, and what the limit asks for.</summary>
    public void ReportBeyond(Limit limit, Rule rule)
    {
        var longest = _anchor.Session.Settings(_anchor.Node.SyntaxTree).Limits[limit];
        if (Longest > longest && !_anchor.IsHidden(Name))
        {
            _anchor.Report(rule, FixTarget.Shorten(longest, [_given]), Name, Duration.Text(Longest), LifetimeKnowledge.Demand(limit, longest));
        }
    }

    /// <summary>What an assignment gives; null when it is not known, or is given by a later one.</summary>
    public static GivenLifetime? Written(Anchor anchor, string property)
    {
        if (anchor.Operation is not ISimpleAssignmentOperation || anchor.Seen is not { } seen || Time.Longest(anchor.Session.Flows.Resolve(seen.Arguments[0])) is not { } longest)
        {
            return null;
        }

        return anchor.IsOverwritten(property) ? null : new GivenLifetime(anchor, property, longest, ((AssignmentExpressionSyntax)anchor.Node).Right);
    }

    /// <summary>What a call or a constructor is given; null when it has no such parameter, or its value is not known.</summary>
    public static GivenLifetime? Passed(Anchor anchor, string parameter) =>
        GivenArgument.Of(anchor, parameter) is { } argument && Time.Longest(argument.Value) is { } longest
            ? new GivenLifetime(anchor, parameter, longest, argument.Syntax)
            : null;
}
