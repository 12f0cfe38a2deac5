using SessionAnalyzers.Anchors;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1004CookiePrefixViolated() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1004",
        "Cookie prefix violated or scope too wide",
        "Cookie '{0}' {1}",
        RuleLevel.Warning,
        cwe: [668, 614],
        asvs: ["3.3.1", "3.3.3"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCookieWrite(Check);
        foreach (var row in CookieKnowledge.FrameworkCookies)
        {
            anchors.OnConfiguration(row.Options, anchor => CheckFramework(anchor, row));
        }
    }

    private static void Check(CookieWrite cookie)
    {
        if (cookie.IsDeletion)
        {
            return;
        }

        var name = cookie.KnownNames.FirstOrDefault(CookiePrefix.NeedsSecure) ?? cookie.DisplayName;
        if (Problem(name, cookie.IsSensitive, cookie.Flag) is { } scope)
        {
            cookie.Report(Rule, scope.Member, name, scope.Problem);
        }
        else if (CookiePrefix.NeedsSecure(name)
            && cookie.IsFlagUnsafe(CookieMembers.Secure, static secure => secure is false)
            && !cookie.IsCoveredBy(CookiePolicy.Secures))
        {
            cookie.Report(Rule, CookieMembers.Secure, name, "has a prefix that promises Secure but is not marked so: the browser refuses it");
        }
    }

    private static void CheckFramework(Anchor anchor, FrameworkCookie row)
    {
        if (ConfiguredCookie.At(anchor, row) is not { Builder: { } builder } cookie)
        {
            return;
        }

        if (Problem(cookie.Name ?? "", row.CarriesSession, builder.Read) is { } scope)
        {
            cookie.Report(Rule, scope.Member, cookie.Name ?? row.Display, scope.Problem);
        }
        else if (cookie.Name is { } name && CookiePrefix.NeedsSecure(name) && cookie.LaxPolicy is SecurePolicy.None && !CookiePolicy.Secures(anchor.Session))
        {
            cookie.Report(Rule, CookieMembers.SecurePolicy, name, "has a prefix that promises Secure but is never marked so: the browser refuses it");
        }
    }

    private static (string Member, string Problem)? Problem(string name, bool isSensitive, Func<string, Value> read)
    {
        var domain = read(CookieMembers.Domain);
        var isHostOnly = CookiePrefix.IsHostOnly(name);
        if (isHostOnly && domain.MayBe(static content => content is string { Length: > 0 }))
        {
            return (CookieMembers.Domain, "has the __Host- prefix and a Domain: the browser refuses it");
        }

        if (isHostOnly && read(CookieMembers.Path).MayBe(static content => content is null or (string and not "/")))
        {
            return (CookieMembers.Path, "has the __Host- prefix and a Path other than '/': the browser refuses it");
        }

        if (isSensitive && domain.MayBe(static content => content is string parent && CookiePrefix.IsParentDomain(parent)))
        {
            return (CookieMembers.Domain, "carries a session and is sent to every subdomain; leave Domain out");
        }

        return null;
    }
}
