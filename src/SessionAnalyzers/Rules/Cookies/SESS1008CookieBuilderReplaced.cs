using SessionAnalyzers.Anchors;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1008CookieBuilderReplaced() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1008",
        "Cookie builder replaced, defaults lost",
        "A new CookieBuilder has none of the framework's defaults and this one lacks {0}; set the properties of the existing builder instead",
        RuleLevel.Warning,
        cwe: [1004, 1275],
        asvs: ["3.3.4"]);

    private static readonly string[] Defaults = [CookieMembers.HttpOnly, CookieMembers.SameSite, CookieMembers.SecurePolicy];

    public override void Register(AnchorTable anchors)
    {
        foreach (var row in CookieKnowledge.FrameworkCookies)
        {
            anchors.OnWrite(row.Options, row.Member, Check);
        }
    }

    private static void Check(Anchor anchor)
    {
        if (anchor.Seen is not { } seen)
        {
            return;
        }

        // What is set after the assignment counts too: the options are read when the callback is done.
        var builder = new ObjectState(anchor.Session, seen.Arguments[0], anchor.ExitState ?? seen.State);
        if (builder.IsKnown && builder.IsMade)
        {
            var missing = Defaults.Where(member => builder.Read(member).MayBeUnset && !anchor.IsHidden(member)).ToList();
            if (missing.Count > 0)
            {
                anchor.Report(Rule, FixTarget.Of(FixKeys.Own, null, anchor.Node), string.Join(", ", missing));
            }
        }
    }
}
