using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2001HardCodedKey() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2001",
        "Hard-coded signing or sealing key",
        "The key of {0} is {1}: whoever has the code can sign or open sessions; load 32 random bytes from configuration or a secret store and refuse to start without them",
        RuleLevel.Error,
        cwe: [321, 798],
        asvs: ["13.3.1"],
        settingMessage: "'{0}' is a key that seals or signs, and {1} holds it: whoever can read the file can make valid sessions; keep the key in a secret store and leave it out here");

    public override void Register(AnchorTable anchors)
    {
        anchors.OnKeyUse(Check);
        anchors.OnMarkedKey(CheckMarked);
        anchors.OnSetting(SettingMeaning.SealingKey, CheckSetting);
    }

    private static void Check(KeyUse key)
    {
        if ((key.IsWrittenInSource || key.IsBlank) && !key.NamesOnly)
        {
            key.Report(Rule, key.Display, key.IsWrittenInSource ? "written in the source" : "all zeros");
        }
    }

    private static void CheckMarked(NamedValue key)
    {
        if (key.Origins.Any(static origin => origin.IsInSource()))
        {
            key.Report(Rule, null, key.Name, "written in the source");
        }
    }

    private static void CheckSetting(FileSetting setting)
    {
        if (KeyValues.IsKey(setting.Value))
        {
            setting.Report(Rule.OfSetting!, setting.Name, setting.FileName);
        }
    }
}
