using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1003SameSiteMissingOrNone() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1003",
        "Sensitive cookie with SameSite missing or None",
        "Cookie '{0}' carries a session and has SameSite=None: the browser also sends it with requests that other sites make",
        RuleLevel.Warning,
        cwe: [1275],
        asvs: ["3.3.2"],
        infoMessage: "Cookie '{0}' carries a session but has no SameSite: what browsers make of that differs; write Lax or Strict");

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCookieWrite(Check);
        anchors.OnFrameworkCookieWrite(CookieMembers.SameSite, CheckFramework);
    }

    private static void Check(CookieWrite cookie)
    {
        if (!cookie.IsUnsafe(CookieMembers.SameSite, static mode => mode is SameSite.None or SameSite.Unspecified)
            || cookie.IsOfRemoteSignIn
            || cookie.IsCoveredBy(CookiePolicy.RestrictsSites))
        {
            return;
        }

        if (!cookie.Flag(CookieMembers.SameSite).MayBe(static mode => mode is SameSite.None))
        {
            cookie.Report(Rule.Info!, CookieMembers.SameSite);
        }
        else if (!cookie.IsPartitioned)
        {
            cookie.Report(Rule, CookieMembers.SameSite);
        }
    }

    private static void CheckFramework(FrameworkCookieWrite write)
    {
        if (write.IsAlways(static mode => mode is SameSite.None) && !write.IsPartitioned && !CookiePolicy.RestrictsSites(write.Session))
        {
            write.Report(Rule);
        }
    }
}
