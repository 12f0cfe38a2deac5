using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1002SensitiveCookieWithoutHttpOnly() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1002",
        "Sensitive cookie without HttpOnly",
        "Cookie '{0}' carries a session but is not marked HttpOnly: any script on the page can read it",
        RuleLevel.Warning,
        cwe: [1004],
        asvs: ["3.3.4"],
        settingMessage: "httpOnlyCookies of httpCookies is false: any script on the page can read the site's cookies; set it to true");

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCookieWrite(Check);
        anchors.OnFrameworkCookieWrite(CookieMembers.HttpOnly, CheckFramework);
        anchors.OnSetting(SettingMeaning.CookiesHttpOnly, CheckSetting);
    }

    private static void Check(CookieWrite cookie)
    {
        if (cookie.IsUnsafe(CookieMembers.HttpOnly, static httpOnly => httpOnly is false) && !cookie.IsCoveredBy(CookiePolicy.HidesFromScript))
        {
            cookie.Report(Rule, CookieMembers.HttpOnly);
        }
    }

    private static void CheckFramework(FrameworkCookieWrite write)
    {
        if (write.IsAlways(static httpOnly => httpOnly is false) && !CookiePolicy.HidesFromScript(write.Session))
        {
            write.Report(Rule);
        }
    }

    private static void CheckSetting(FileSetting setting)
    {
        if (setting.IsFalse)
        {
            setting.Report(Rule.OfSetting!);
        }
    }
}
