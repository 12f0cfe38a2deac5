using Microsoft.CodeAnalysis;
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

    private static readonly (string Member, Func<object?, bool> IsUnsafe, string Display)[] Lowered =
    [
        (CookieMembers.Secure, static secure => secure is false, "false"),
        (CookieMembers.HttpOnly, static httpOnly => httpOnly is false, "false"),
        (CookieMembers.SameSite, static mode => mode is SameSite.None, "None"),
    ];

    public override void Register(AnchorTable anchors)
    {
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "Secure", static anchor => CheckPolicy(anchor, SecurePolicy.None));
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "HttpOnly", static anchor => CheckPolicy(anchor, HttpOnlyPolicy.None));
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "MinimumSameSitePolicy", static anchor => CheckPolicy(anchor, SameSite.None));
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "OnAppendCookie", CheckCallback);
        anchors.OnWrite(TypeNames.CookiePolicyOptions, "OnDeleteCookie", CheckCallback);
    }

    private static void CheckPolicy(Anchor anchor, int none)
    {
        if (anchor.Writes(value => none.Equals(value)))
        {
            Report(anchor, anchor.Node, "None");
        }
    }

    private static void CheckCallback(Anchor anchor)
    {
        if (anchor.Seen is not { } seen || CookiePolicy.CallbackCookie(anchor.Session, seen.Arguments[0]) is not { } cookie)
        {
            return;
        }

        foreach (var (member, isUnsafe, display) in Lowered)
        {
            if (cookie.Read(member).MayBe(isUnsafe))
            {
                // A helper in another file is reported at the callback: the squiggle belongs to the file under analysis.
                var write = cookie.Writes(member).FirstOrDefault(write => write.SyntaxTree == anchor.Node.SyntaxTree);
                Report(anchor, write ?? anchor.Node, display);
            }
        }
    }

    private static void Report(Anchor anchor, SyntaxNode write, string value)
    {
        var name = AnchorName.Of(write);
        anchor.Report(Rule, name.GetLocation(), FixTarget.Of(FixKeys.Rewrite, name.ValueText, write), name.ValueText, value);
    }
}
