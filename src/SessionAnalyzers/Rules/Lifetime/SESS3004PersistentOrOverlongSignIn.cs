using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3004PersistentOrOverlongSignIn() : SessionAnalyzer(Rule)
{
    private const string IsPersistent = "IsPersistent";
    private const string Always = "always true";
    private const string Choice = "only the user should choose to stay signed in when the browser is closed";

    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3004",
        "Persistent or overlong sign-in",
        "{0} is {1}, but {2}",
        RuleLevel.Warning,
        cwe: [539, 613],
        asvs: ["7.3.2"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnWrite(TypeNames.AuthenticationProperties, IsPersistent, CheckProperty);
        foreach (var call in LifetimeKnowledge.Persistence.GroupBy(static row => (row.Type, row.Method), static row => row.Parameter))
        {
            var parameters = call.ToList();
            anchors.OnCallOrCreation(call.Key.Type, call.Key.Method, anchor => CheckParameters(anchor, parameters));
        }

        anchors.OnWrite(LifetimeKnowledge.SignIn.Type, LifetimeKnowledge.SignIn.Property, static anchor => GivenLifetime.Written(anchor, LifetimeKnowledge.SignIn.Property)?.ReportBeyond(Limit.Session, Rule));
        anchors.OnCreation(LifetimeKnowledge.FormsTicket.Type, static anchor => GivenLifetime.Passed(anchor, LifetimeKnowledge.FormsTicket.Parameter)?.ReportBeyond(Limit.Session, Rule));
        anchors.OnCookieWrite(static cookie =>
        {
            if (cookie is { IsSensitive: true, IsDeletion: false })
            {
                cookie.ReportOverlong(Rule);
            }
        });
        anchors.OnFrameworkCookieWrite(CookieMembers.MaxAge, static write => write.ReportBeyond(Limit.Session, Rule));
    }

    private static void CheckProperty(Anchor anchor)
    {
        if (!UserChoice.Decides(anchor.Node) && anchor.Writes(static persistent => persistent is true) && !anchor.IsOverwritten(IsPersistent) && !anchor.IsHidden(IsPersistent))
        {
            anchor.Report(Rule, FixTarget.Of(FixKeys.Deny, null, anchor.Node), IsPersistent, Always, Choice);
        }
    }

    private static void CheckParameters(Anchor anchor, List<string> parameters)
    {
        var persistent = parameters.Where(parameter => !GivenArgument.IsConstant(anchor, parameter, false) && GivenArgument.Of(anchor, parameter)?.Value.TryGetConstant<bool>(out var flag) == true && flag).ToList();
        if (persistent.Count > 0 && !UserChoice.Decides(anchor.Node))
        {
            anchor.Report(
                Rule,
                FixTarget.Of(FixKeys.Deny, null, persistent.Select(parameter => GivenArgument.Of(anchor, parameter)!.Syntax)),
                string.Join(" and ", persistent),
                Always,
                Choice);
        }
    }
}
