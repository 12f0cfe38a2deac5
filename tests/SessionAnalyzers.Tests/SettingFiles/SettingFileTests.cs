using Microsoft.CodeAnalysis.Text;
using SessionAnalyzers.Knowledge;
using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Tests.SettingFiles;

public class SettingFileTests
{
    private const string Key = """{"Jwt":{"Key":"change-me-please-123"}}""";

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("AppSettings.JSON")]
    [InlineData("/shop/appsettings.json")]
    [InlineData(@"C:\shop\appsettings.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("appsettings.Staging.json")]
    [InlineData("appsettings-eu.json")]
    [InlineData("appsettings.Contest.json")]
    [InlineData("/test/Development/appsettings.json")]
    [InlineData("web.config")]
    [InlineData("Web.config")]
    [InlineData("Web.Release.config")]
    public void FileOfTheDeployedSite_IsReported(string path) => Assert.True(SettingFile.IsRead(path));

    [Theory]
    [InlineData("appsettings.Development.json")]
    [InlineData("appsettings.DEVELOPMENT.json")]
    [InlineData("appsettings.Dev.json")]
    [InlineData("appsettings.Local.json")]
    [InlineData("appsettings.eu.local.json")]
    [InlineData("appsettings.Debug.json")]
    [InlineData("appsettings.Test.json")]
    [InlineData("appsettings.Testing.json")]
    [InlineData("appsettings.IntegrationTests.json")]
    [InlineData("appsettings.Example.json")]
    [InlineData("appsettings.template.json")]
    [InlineData("appsettings.json.bak")]
    [InlineData("appsettings.json/notes.txt")]
    [InlineData("appsettingsschema.json")]
    [InlineData("myappsettings.json")]
    [InlineData("settings.json")]
    [InlineData("Web.Debug.config")]
    [InlineData("Web.Test.config")]
    [InlineData("website.config")]
    [InlineData("app.config")]
    [InlineData("web.config.json")]
    [InlineData("")]
    public void OtherFile_IsSilent(string path)
    {
        Assert.False(SettingFile.IsRead(path));
        Assert.Empty(SettingFile.Read(path, SourceText.From(Key)).Entries);
    }

    [Fact]
    public void UnreadableOrLargeFile_IsSilent()
    {
        Assert.Empty(SettingFile.Read("appsettings.json", null).Entries);
        Assert.Single(SettingFile.Read("appsettings.json", SourceText.From(Key + new string(' ', SettingFile.MaxLength - Key.Length))).Entries);
        Assert.Empty(SettingFile.Read("appsettings.json", SourceText.From(Key + new string(' ', SettingFile.MaxLength - Key.Length + 1))).Entries);
    }

    [Theory]
    [InlineData("SealedSessions:Keys:0:Key")]
    [InlineData("sealedsessions:KEYS:next:key")]
    [InlineData("Authentication:Schemes:Bearer:SigningKeys:0:Value")]
    public void PathOfATable_IsReported(string path) => Assert.Equal([SettingMeaning.SealingKey], Meanings(("appsettings.json", $$"""{"{{path}}":"x"}""")));

    [Theory]
    [InlineData("SealedSessions:Keys:0:Id")]
    [InlineData("SealedSessions:Keys:Key")]
    [InlineData("SealedSessions:Keys:0:1:Key")]
    [InlineData("Authentication:Schemes:Bearer:SigningKeys:0:Issuer")]
    [InlineData("Shop:SealedSessions:Keys:0:Key")]
    [InlineData("system.web:sessionState:timeout")]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("0")]
    public void OtherPath_IsSilent(string path) => Assert.Equal([null], Meanings(("appsettings.json", $$"""{"{{path}}":"x"}""")));

    /// <summary>A key that is revoked opens nothing.</summary>
    [Theory]
    [InlineData("Active", true)]
    [InlineData("active", true)]
    [InlineData("Staged", true)]
    [InlineData("Retired", true)]
    [InlineData("Revoked", false)]
    [InlineData("Unheard", false)]
    public void StateOfAKey_Decides(string state, bool isKey) => Assert.Equal(
        isKey,
        Meanings(("appsettings.json", $$"""{"SealedSessions":{"Keys":[{"Key":"x","State":"{{state}}"},{"State":"Active"}] } }""")).Contains(SettingMeaning.SealingKey));

    [Fact]
    public void States_AreThoseOfTheRuntime() => Assert.Equal(
        Enum.GetNames<SealedSessions.SealingKeyState>().Except(["Revoked"]).Order(StringComparer.Ordinal),
        SettingKnowledge.Settings.Single(static row => row.Path == "SealedSessions:Keys:*:Key").Switch!.On.Order(StringComparer.Ordinal));

    [Fact]
    public void SwitchOfALocation_GoesBeforeThatOfTheSite()
    {
        const string Off = "<authentication mode='None'>";
        const string On = "<authentication mode='Forms'>";
        const string Forms = "<forms timeout='9'/></authentication>";
        Assert.Equal(1, Timeouts($"<system.web>{On}{Forms}</system.web>"));
        Assert.Equal(0, Timeouts($"<system.web>{Off}{Forms}</system.web>"));
        Assert.Equal(0, Timeouts($"<system.web><authentication>{Forms}</system.web>"));
        Assert.Equal(2, Timeouts($"<system.web>{On}{Forms}</system.web><location><system.web><authentication>{Forms}</system.web></location>"));
        Assert.Equal(1, Timeouts($"<system.web>{On}{Forms}</system.web><location><system.web>{Off}{Forms}</system.web></location>"));
        Assert.Equal(1, Timeouts($"<location><system.web>{On}{Forms}</system.web></location><location><system.web><authentication>{Forms}</system.web></location>"));

        static int Timeouts(string elements) =>
            Meanings(("web.config", $"<configuration>{elements}</configuration>")).Count(static meaning => meaning == SettingMeaning.SessionMinutes);
    }

    [Fact]
    public void EveryRow_HasItsOwnPath() => Assert.Distinct(SettingKnowledge.Settings.Select(static row => row.Path));

    [Fact]
    public void LargeFile_IsReported()
    {
        var text = $$"""{ "Auth": { {{string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $"\"SessionSecret\":\"value{i}\""))}} } }""";
        Assert.Equal(20_000, Meanings(("appsettings.json", text)).Count(static meaning => meaning == SettingMeaning.SealingKey));
    }

    private static IEnumerable<SettingMeaning?> Meanings((string Path, string Text) file)
    {
        var read = SettingFile.Read(file.Path, SourceText.From(file.Text));
        return read.Entries.Select(read.MeaningOf);
    }
}
