using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2005KeyRotationDisabled() : SessionAnalyzer(Rule)
{
    private const string Lifetime = "NewKeyLifetime";
    private const string Generation = "AutoGenerateKeys";

    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2005",
        "Key rotation disabled",
        "{0} {1}: a key that leaks stays good; leave rotation to the framework, which makes a new key every 90 days",
        RuleLevel.Info,
        cwe: [324],
        asvs: ["13.3.4"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCall(TypeNames.DataProtectionBuilderExtensions, "SetDefaultKeyLifetime", CheckLifetimeCall);
        anchors.OnCall(TypeNames.DataProtectionBuilderExtensions, "DisableAutomaticKeyGeneration", static anchor => CheckGeneration(anchor, anchor.Seen is not null, RemoveCall(anchor)));
        anchors.OnWrite(TypeNames.KeyManagementOptions, Lifetime, static anchor => CheckLifetime(anchor, anchor.Writes(IsLong), FixTarget.Of(FixKeys.Rewrite, Lifetime, anchor.Node)));
        anchors.OnWrite(TypeNames.KeyManagementOptions, Generation, static anchor => CheckGeneration(anchor, anchor.Writes(static value => value is false), FixTarget.Of(FixKeys.Rewrite, Generation, anchor.Node)));
    }

    private static void CheckLifetimeCall(Anchor anchor)
    {
        var lifetime = ((IInvocationOperation)anchor.Operation!).TargetMethod.Parameters.FirstOrDefault(static parameter => parameter.Name == "lifetime");
        var isLong = lifetime is not null && anchor.Seen?.Arguments[lifetime.Ordinal] is { } value
            && anchor.Session.Flows.Resolve(value).TryGetConstants<object>(out var lifetimes) && lifetimes.All(IsLong);
        CheckLifetime(anchor, isLong, RemoveCall(anchor));
    }

    private static void CheckLifetime(Anchor anchor, bool isLong, FixTarget fix)
    {
        if (isLong)
        {
            anchor.Report(Rule, fix, AnchorName.Of(anchor.Node).ValueText, "keeps each key for more than a year");
        }
    }

    private static void CheckGeneration(Anchor anchor, bool isOff, FixTarget fix)
    {
        if (isOff && !KeyRing.HasOwner(anchor.Session))
        {
            anchor.Report(Rule, fix, AnchorName.Of(anchor.Node).ValueText, "ends the making of new keys");
        }
    }

    private static FixTarget RemoveCall(Anchor anchor) => FixTarget.Of(FixKeys.Own, AnchorName.Of(anchor.Node).ValueText);

    private static bool IsLong(object? value) => value is TimeSpan { TotalDays: > 365 };
}
