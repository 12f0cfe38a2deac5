using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A framework cookie as one registration, and every other place that configures its options, leave it.</summary>
internal sealed class ConfiguredCookie(Anchor anchor, FrameworkCookie row, OptionsSite site)
{
    public Anchor Anchor { get; } = anchor;

    public FrameworkCookie Row { get; } = row;

    /// <summary>The call sets something; a bare one registers what the framework registers by itself.</summary>
    public bool IsConfigured => site.IsConfigured;

    /// <summary>The builder as this registration leaves it; null when its callback is not seen.</summary>
    public ObjectState? Builder { get; } = site.Options?.Member(row.Member);

    /// <summary>The cookie's fixed name; null when it has none that is known.</summary>
    public string? Name => Builder?.Read(CookieMembers.Name).TryGetConstant<string>(out var name) == true ? name : null;

    /// <summary>
    /// What may be sent: one of <see cref="SecurePolicy"/>. Null when some place sets Always, be it under a condition that
    /// is decided at start-up, when any is not known, or
    /// when the builder was replaced without a policy, which is another rule's finding.
    /// </summary>
    public int? LaxPolicy
    {
        get
        {
            int? policy = null;
            foreach (var place in Anchor.Session.ConfiguredOptions.Sites(Row.Options))
            {
                if (!place.Covers(site.Names))
                {
                    continue;
                }

                if (place.Options?.Member(Row.Member) is not { } builder || builder.Read(CookieMembers.SecurePolicy) is not { IsKnown: true } value)
                {
                    return null;
                }

                var isUnset = value.Atoms.Any(static atom => atom is Atom.Unset);
                if ((isUnset && builder.IsMade) || value.MayBe(static one => one is SecurePolicy.Always))
                {
                    return null;
                }

                foreach (var constant in value.Atoms.OfType<Atom.Constant>())
                {
                    policy = constant.Content is SecurePolicy.None || policy is null ? constant.Content as int? : policy;
                }
            }

            return policy is null or SecurePolicy.Always ? Row.SecurePolicy : policy;
        }
    }

    /// <summary>Reports that a member of the builder is missing or wrong.</summary>
    public void Report(Rule rule, string member, params object[] arguments) => Anchor.Report(rule, Fix(member), arguments);

    /// <summary>Where a fix sets a member of the builder.</summary>
    private FixTarget Fix(string member)
    {
        var callback = site.Callback is null ? [] : new[] { site.Callback };
        return FixTarget.Of(FixKeys.Configure, Row.Member + "." + member, callback.Concat(Builder?.Writes(member) ?? []));
    }

    /// <summary>The cookie as a call configures it; null when the call configures other options or is not reached.</summary>
    public static ConfiguredCookie? At(Anchor anchor, FrameworkCookie row) =>
        anchor.Node is InvocationExpressionSyntax call && anchor.Session.ConfiguredOptions.At(call, row.Options) is { } site
            ? new ConfiguredCookie(anchor, row, site)
            : null;
}
