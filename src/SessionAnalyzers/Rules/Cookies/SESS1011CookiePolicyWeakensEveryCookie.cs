using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1011CookiePolicyWeakensEveryCookie() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1011",
        "Cookie policy weakens every cookie",
        "The cookie policy sets {0} to {1} for every cookie",
        RuleLevel.Warning,
        cwe: [614, 1004, 1275],
        asvs: ["3.3.1", "3.3.2"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "Secure", static anchor => CheckPolicy(anchor, SecurePolicy.None));
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "HttpOnly", static anchor => CheckPolicy(anchor, HttpOnlyPolicy.None));
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "MinimumSameSitePolicy", static anchor => CheckPolicy(anchor, SameSite.None));
        anchors.OnWrite(TypeNames.CookieOptions, CookieMembers.Secure, static anchor => CheckCallback(anchor, false, "false"));
        anchors.OnWrite(TypeNames.CookieOptions, CookieMembers.HttpOnly, static anchor => CheckCallback(anchor, false, "false"));
        anchors.OnWrite(TypeNames.CookieOptions, CookieMembers.SameSite, static anchor => CheckCallback(anchor, SameSite.None, "None"));
    }

    private static void CheckPolicy(Anchor anchor, int none)
    {
        if (anchor.Writes(none))
        {
            Report(anchor, "None");
        }
    }

    private static void CheckCallback(Anchor anchor, object unsafeValue, string display)
    {
        if (anchor.Seen is { } seen && CookiePolicy.IsCallbackCookie(seen.Receiver) && anchor.Writes(unsafeValue))
        {
            Report(anchor, display);
        }
    }

    private static void Report(Anchor anchor, string value)
    {
        var member = AnchorName.Of(anchor.Node).ValueText;
        anchor.Report(Rule, FixTarget.Of(FixKeys.Rewrite, member, anchor.Node), member, value);
    }
}
