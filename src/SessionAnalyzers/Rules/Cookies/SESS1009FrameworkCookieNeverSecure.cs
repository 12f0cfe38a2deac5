using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1009FrameworkCookieNeverSecure() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1009",
        "Framework session-state cookie never marked Secure",
        "The {0} cookie is {1}; set Cookie.SecurePolicy to CookieSecurePolicy.Always",
        RuleLevel.Warning,
        cwe: [614],
        asvs: ["3.3.1"],
        infoMessage: "The {0} cookie is {1}; set Cookie.SecurePolicy to CookieSecurePolicy.Always");

    public override void Register(AnchorTable anchors)
    {
        foreach (var row in CookieKnowledge.FrameworkCookies.Where(static row => row.SecurePolicy == SecurePolicy.None))
        {
            foreach (var registration in OptionsKnowledge.Registrations)
            {
                if (registration.Options == row.Options && registration.Method.StartsWith("Add", StringComparison.Ordinal))
                {
                    anchors.OnCall(registration.Type, registration.Method, anchor => Check(anchor, row));
                }
            }
        }
    }

    private static void Check(Anchor anchor, FrameworkCookie row)
    {
        if (ConfiguredCookie.At(anchor, row) is { LaxPolicy: { } policy } cookie && !CookiePolicy.Secures(anchor.Session))
        {
            // MVC registers antiforgery without being asked: a bare call adds nothing to what it does.
            var isBare = row.Options == TypeNames.AntiforgeryOptions && !cookie.IsConfigured;
            cookie.Report(
                isBare ? Rule.Info! : Rule,
                CookieMembers.SecurePolicy,
                row.Display,
                policy == SecurePolicy.None ? "never marked Secure, not even over HTTPS" : "marked Secure only where the application itself sees HTTPS, not behind a proxy that ends TLS");
        }
    }
}
