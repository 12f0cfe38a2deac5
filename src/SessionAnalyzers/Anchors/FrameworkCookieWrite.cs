using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A flag of the authentication or session cookie being written: <c>options.Cookie.HttpOnly = false</c>.</summary>
internal sealed class FrameworkCookieWrite
{
    private readonly Anchor _anchor;
    private readonly FrameworkCookie _row;

    private FrameworkCookieWrite(Anchor anchor, FrameworkCookie row)
    {
        _anchor = anchor;
        _row = row;
    }

    public SessionCompilation Session => _anchor.Session;

    /// <summary>The builder's Extensions hold the Partitioned attribute: it is meant to be embedded by other sites.</summary>
    public bool IsPartitioned => _anchor.Seen is { } seen
        && new ObjectState(Session, seen.Receiver, _anchor.ExitState ?? seen.State).Read(CookieMembers.Partitioned).MayBe(static partitioned => partitioned is true);

    /// <summary>Whether the value written is not safe on any path.</summary>
    public bool IsAlways(Func<object?, bool> isUnsafe) => _anchor.Writes(isUnsafe);

    public void Report(Rule rule) =>
        _anchor.Report(rule, FixTarget.Of(FixKeys.Rewrite, Member, _anchor.Node), _row.Display);

    /// <summary>Reports a time that lets the cookie live longer than a limit.</summary>
    public void ReportBeyond(Limit limit, Rule rule) => GivenLifetime.Written(_anchor, Member)?.ReportBeyond(limit, rule);

    /// <summary>The write at an anchor, when the builder is that of a cookie that carries a session.</summary>
    public static FrameworkCookieWrite? Of(Anchor anchor)
    {
        if (anchor.Operation is not ISimpleAssignmentOperation assignment || Holder(assignment) is not { } holder)
        {
            return null;
        }

        var row = CookieKnowledge.FrameworkCookies.FirstOrDefault(candidate =>
            candidate.CarriesSession && candidate.Member == holder.Name && KnownSymbols.IsOrInherits(holder.ContainingType, candidate.Options));
        return row is null ? null : new FrameworkCookieWrite(anchor, row);
    }

    /// <summary>The options' property that holds the builder: <c>options.Cookie.X = …</c>, <c>options.Cookie = new CookieBuilder { X = … }</c>.</summary>
    private static IPropertySymbol? Holder(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IPropertyReferenceOperation { Instance: IPropertyReferenceOperation direct })
        {
            return direct.Property;
        }

        var outer = assignment.Parent;
        while (outer is IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation replaced } ? replaced.Property : null;
    }

    private string Member => AnchorName.Of(_anchor.Node).ValueText;
}
