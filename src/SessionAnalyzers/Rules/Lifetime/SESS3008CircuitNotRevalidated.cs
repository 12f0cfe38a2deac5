using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3008CircuitNotRevalidated() : SessionAnalyzer(Rule)
{
    private const string Interval = "RevalidationInterval";
    private const string Validate = "ValidateAuthenticationStateAsync";

    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3008",
        "Circuit authentication not revalidated",
        "{0} is {1}, but {2}",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.4.2", "8.3.2"],
        infoMessage: "{0} opens circuits that stay signed in for as long as they are open; register an AuthenticationStateProvider that derives from RevalidatingServerAuthenticationStateProvider");

    public override void Register(AnchorTable anchors)
    {
        anchors.OnOverride(TypeNames.RevalidatingProvider, Interval, CheckInterval);
        anchors.OnOverride(TypeNames.RevalidatingProvider, Validate, CheckValidation);
        anchors.OnCall(TypeNames.ServerRazorComponents, "AddInteractiveServerComponents", CheckServer);
        anchors.OnCall(TypeNames.ServerSideBlazor, "AddServerSideBlazor", CheckServer);
    }

    private static void CheckInterval(OverriddenMember member)
    {
        var longest = member.Session.Settings(member.Anchor.Node.SyntaxTree).Limits[Limit.Revalidation];

        // The framework waits for so long before each look; an infinite time is minus a millisecond.
        if (Time.Longest(member.Returned) is { } interval && (interval > longest || interval == Timeout.InfiniteTimeSpan))
        {
            member.Anchor.Report(
                Rule,
                FixTarget.Shorten(longest, member.Results),
                Interval,
                interval == Timeout.InfiniteTimeSpan ? "infinite" : Duration.Text(interval),
                LifetimeKnowledge.Demand(Limit.Revalidation, longest));
        }
    }

    private static void CheckValidation(OverriddenMember member)
    {
        if (member.Returned.TryGetConstant<bool>(out var isValid) && isValid)
        {
            member.Anchor.Report(Rule, null, Validate, "always true", "it should ask whether the user may still be signed in");
        }
    }

    private static void CheckServer(Anchor anchor)
    {
        if (anchor.Seen is not null && Circuits.HaveUsers(anchor.Session) && !Circuits.AreRevalidated(anchor.Session))
        {
            anchor.Report(Rule.Info!, null, AnchorName.Of(anchor.Node).ValueText);
        }
    }
}
