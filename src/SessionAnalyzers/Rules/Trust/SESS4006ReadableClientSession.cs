using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4006ReadableClientSession() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4006",
        "Readable or forgeable client-side session",
        "Cookie '{0}' says in plain text what the server will believe ('{1}'): anyone can write another; seal it, or keep it on the server and send an identifier",
        RuleLevel.Warning,
        cwe: [565, 345, 311],
        asvs: ["9.1.1", "14.1.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnCookieWrite(Check);

    private static void Check(CookieWrite cookie)
    {
        if (cookie is { IsSensitive: true, IsDeletion: false } && cookie.ReadableClaim is { } claim)
        {
            cookie.Report(Rule, fix: null, cookie.DisplayName, claim);
        }
    }
}
