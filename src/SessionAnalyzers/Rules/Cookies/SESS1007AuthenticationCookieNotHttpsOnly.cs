using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1007AuthenticationCookieNotHttpsOnly() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1007",
        "Authentication cookie not restricted to HTTPS",
        "The authentication cookie's SecurePolicy is {0}: {1}; set CookieSecurePolicy.Always",
        RuleLevel.Warning,
        cwe: [614],
        asvs: ["3.3.1"],
        settingMessage: "requireSSL of forms is false: the browser also sends the authentication cookie over plain HTTP; set it to true");

    public override void Register(AnchorTable anchors)
    {
        foreach (var registration in OptionsKnowledge.Registrations)
        {
            if (registration.Method is "AddCookie" or "ConfigureApplicationCookie")
            {
                anchors.OnCall(registration.Type, registration.Method, Check);
            }
        }

        anchors.OnSetting(SettingMeaning.FormsCookieSecure, CheckSetting);
    }

    private static void Check(Anchor anchor)
    {
        if (ConfiguredCookie.At(anchor, CookieKnowledge.AuthenticationCookie) is { LaxPolicy: { } policy } cookie && !CookiePolicy.Secures(anchor.Session))
        {
            var (name, consequence) = policy == SecurePolicy.None
                ? ("None", "the browser also sends it over plain HTTP")
                : ("SameAsRequest", "behind a proxy that ends TLS, or on one HTTP request, it is issued without Secure");
            cookie.Report(Rule, CookieMembers.SecurePolicy, name, consequence);
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
