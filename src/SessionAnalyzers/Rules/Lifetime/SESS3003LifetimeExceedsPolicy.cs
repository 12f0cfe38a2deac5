using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3003LifetimeExceedsPolicy() : SessionAnalyzer(Rule)
{
    private const int MaxMinutes = 24 * 60;

    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3003",
        "Session lifetime exceeds policy",
        "'{0}' lets a session live for {1} minutes, and the policy allows {2}; set {2} or less",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.3.1", "7.3.2"]);

    public override void Register(AnchorTable anchors) => anchors.OnSetting(SettingMeaning.SessionMinutes, CheckSetting);

    private static void CheckSetting(FileSetting setting)
    {
        if (setting.Number is { } minutes && minutes > MaxMinutes)
        {
            setting.Report(Rule, setting.Name, minutes, MaxMinutes);
        }
    }
}
