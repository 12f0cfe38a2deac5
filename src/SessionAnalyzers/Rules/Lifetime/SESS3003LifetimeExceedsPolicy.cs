using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3003LifetimeExceedsPolicy() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3003",
        "Session lifetime exceeds policy",
        "{0} is {1}, but {2}",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.3.1", "7.3.2"],
        infoMessage: "{0} is {1} unless it is set, but {2}",
        settingMessage: "'{0}' lets a session live for {1} minutes, and the policy allows {2}; set {2} or less");

    public override void Register(AnchorTable anchors)
    {
        foreach (var row in LifetimeKnowledge.Properties)
        {
            anchors.OnWrite(row.Type, row.Property, anchor => Check(anchor, GivenLifetime.Written(anchor, row.Property), row.Limit, row.IsOfAnyToken), row.Subject);
        }

        foreach (var row in LifetimeKnowledge.Parameters)
        {
            anchors.OnCallOrCreation(row.Type, row.Method, anchor => Check(anchor, GivenLifetime.Passed(anchor, row.Parameter), row.Limit, row.IsOfAnyToken));
        }

        anchors.OnWrite(TypeNames.CookieAuthenticationOptions, LifetimeKnowledge.CookieTicket.Property, CheckTicket);
        anchors.OnCookieScheme(CheckUnset);
        anchors.OnSetting(SettingMeaning.SessionMinutes, CheckSetting);
    }

    private static void Check(Anchor anchor, GivenLifetime? lifetime, Limit limit, bool isOfAnyToken)
    {
        if ((isOfAnyToken ? TokenPurpose.Of(anchor.Node) : limit) is { } purpose)
        {
            lifetime?.ReportBeyond(purpose, Rule);
        }
    }

    private static void CheckTicket(Anchor anchor)
    {
        if (GivenLifetime.Written(anchor, LifetimeKnowledge.CookieTicket.Property) is { } lifetime
            && ConfiguredScheme.Writing(anchor, LifetimeKnowledge.CookieTicket.Property).ToList() is var schemes
            && !schemes.Any(static scheme => scheme.IsTemporary || scheme.IsSealed))
        {
            // While expiration slides, the span says how long nobody may use the session; else, how long it lives. What is not known gets the wider limit.
            lifetime.ReportBeyond(schemes.Count > 0 && schemes.All(static scheme => scheme.IsSliding is true) ? Limit.Idle : Limit.Session, Rule);
        }
    }

    private static void CheckUnset(Anchor anchor, ConfiguredScheme scheme)
    {
        var limit = scheme.IsSliding is true ? Limit.Idle : Limit.Session;
        var longest = anchor.Session.Settings(anchor.Node.SyntaxTree).Limits[limit];
        var (_, property, _, unset, _, _) = LifetimeKnowledge.CookieTicket;
        if (unset > longest && scheme is { IsSession: true, LeavesLifetime: true } && !anchor.IsHidden(property))
        {
            anchor.Report(Rule.Info!, scheme.Fix(property).Within(longest), property, Duration.Text(unset.Value), LifetimeKnowledge.Demand(limit, longest));
        }
    }

    private static void CheckSetting(FileSetting setting)
    {
        var longest = setting.Settings.Limits[Limit.Idle].TotalMinutes;
        if (setting.Number is { } minutes && minutes > longest)
        {
            setting.Report(Rule.OfSetting!, setting.Name, minutes, longest);
        }
    }
}
