using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1006SetCookieWrittenByHand() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1006",
        "Set-Cookie written by hand",
        "Cookie '{0}' is written as a raw Set-Cookie header{1}; no cookie policy applies to it: use Response.Cookies.Append",
        RuleLevel.Warning,
        cwe: [614, 1004],
        asvs: ["3.3.1", "3.3.2", "3.3.4"]);

    public override void Register(AnchorTable anchors) => anchors.OnHeaderWrite(Check);

    private static void Check(HeaderWrite header)
    {
        foreach (var cookie in header.Cookies)
        {
            var missing = string.Join(", ", cookie.MissingFlags);
            if (!cookie.IsDeletion && cookie.Kind != NameKind.Benign && (missing.Length > 0 || cookie.Kind == NameKind.Sensitive))
            {
                header.Report(Rule, cookie.Name, missing.Length > 0 ? " without " + missing : "");
                return;
            }
        }
    }
}
