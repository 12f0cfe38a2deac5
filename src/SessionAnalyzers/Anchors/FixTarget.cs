using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Anchors;

/// <summary>Keys and kinds that a diagnostic carries to its fix. Consts: two versions of the package may meet in one host.</summary>
internal static class FixKeys
{
    /// <summary>The key of the kind of edit.</summary>
    public const string Edit = "SessionAnalyzers.Edit";

    /// <summary>The key of the member to set, with its path from the options object: <c>Secure</c>, <c>Cookie.SecurePolicy</c>.</summary>
    public const string Member = "SessionAnalyzers.Member";

    /// <summary>The key of the longest time allowed, as a number of ticks.</summary>
    public const string Limit = "SessionAnalyzers.Limit";

    /// <summary>The call lacks its options argument.</summary>
    public const string AddArgument = "AddArgument";

    /// <summary>An object is to get a member set: the first additional location is its creation, the others are assignments that set it wrongly.</summary>
    public const string SetMember = "SetMember";

    /// <summary>As <see cref="SetMember"/>, but nothing that can be edited made the object: set the member just before the call.</summary>
    public const string SetBefore = "SetBefore";

    /// <summary>A registration is to configure a member: the additional location, if there is one, is the callback to add it to.</summary>
    public const string Configure = "Configure";

    /// <summary>An assignment or initialiser is to get another value: the additional locations.</summary>
    public const string Rewrite = "Rewrite";

    /// <summary>A duration or moment is to reach no farther than <see cref="Limit"/>: the additional locations.</summary>
    public const string Shorten = "Shorten";

    /// <summary>An expression is to be <c>false</c>: the additional locations.</summary>
    public const string Deny = "Deny";

    /// <summary>A session is to be revalidated before a place that decides by it: the additional location is what hands it in.</summary>
    public const string Revalidate = "Revalidate";

    /// <summary>An edit that only the rule's own fix knows.</summary>
    public const string Own = "Own";
}

/// <summary>Where the fix of a diagnostic edits.</summary>
internal sealed record FixTarget(ImmutableDictionary<string, string?> Properties, ImmutableArray<Location> Locations)
{
    public static FixTarget Of(string edit, string? member, params SyntaxNode[] nodes) => Of(edit, member, nodes.AsEnumerable());

    public static FixTarget Of(string edit, string? member, IEnumerable<SyntaxNode> nodes) => new(
        ImmutableDictionary<string, string?>.Empty.Add(FixKeys.Edit, edit).Add(FixKeys.Member, member),
        nodes.Select(static node => node.GetLocation()).ToImmutableArray());

    /// <summary>Expressions that give a duration or moment beyond a limit, or assignments of such.</summary>
    public static FixTarget Shorten(TimeSpan limit, IEnumerable<SyntaxNode> nodes) => Of(FixKeys.Shorten, null, nodes).Within(limit);

    /// <summary>The same, with the longest time allowed.</summary>
    public FixTarget Within(TimeSpan limit) =>
        this with { Properties = Properties.Add(FixKeys.Limit, limit.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)) };
}
