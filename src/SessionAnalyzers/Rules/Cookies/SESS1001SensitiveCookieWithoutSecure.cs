using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1001SensitiveCookieWithoutSecure() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1001",
        "Sensitive cookie without Secure",
        "Cookie '{0}' carries a session but is not marked Secure: the browser also sends it over plain HTTP",
        RuleLevel.Warning,
        cwe: [614],
        asvs: ["3.3.1"],
        settingMessage: "requireSSL of httpCookies is false: the browser also sends the site's cookies over plain HTTP; set it to true");

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCookieWrite(Check);
        anchors.OnSetting(SettingMeaning.CookiesSecure, CheckSetting);
    }

    private static void Check(CookieWrite cookie)
    {
        if (cookie.IsUnsafe(CookieMembers.Secure, static secure => secure is false) && !cookie.IsCoveredBy(CookiePolicy.Secures))
        {
            cookie.Report(Rule, CookieMembers.Secure);
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
