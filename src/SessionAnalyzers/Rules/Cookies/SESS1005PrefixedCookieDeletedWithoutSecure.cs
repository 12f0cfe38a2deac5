using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1005PrefixedCookieDeletedWithoutSecure() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1005",
        "Prefixed cookie deleted without Secure",
        "The deletion of cookie '{0}' is not marked Secure: the browser must ignore it and keeps the cookie",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.4.1"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCookieDelete(static cookie => Check(cookie, CookiePolicy.SecuresDeletions));
        anchors.OnCookieWrite(static cookie =>
        {
            if (cookie.IsDeletion)
            {
                Check(cookie, CookiePolicy.Secures);
            }
        });
    }

    private static void Check(CookieWrite cookie, Func<SessionCompilation, bool> policy)
    {
        if (cookie.KnownNames.Any(CookiePrefix.NeedsSecure)
            && cookie.IsFlagUnsafe(CookieMembers.Secure, static secure => secure is false)
            && !cookie.IsCoveredBy(policy))
        {
            cookie.Report(Rule, CookieMembers.Secure);
        }
    }
}
