using SessionAnalyzers.SettingFiles;

namespace SessionAnalyzers.Knowledge;

/// <summary>What a setting of a configuration file decides.</summary>
internal enum SettingMeaning
{
    /// <summary>The key that seals or signs sessions or tokens.</summary>
    SealingKey,

    /// <summary>Whether the cookie of forms authentication is Secure.</summary>
    FormsCookieSecure,

    /// <summary>Whether a cookie is Secure where the code does not say.</summary>
    CookiesSecure,

    /// <summary>Whether a cookie is HttpOnly where the code does not say.</summary>
    CookiesHttpOnly,

    /// <summary>For how many minutes a session lives that is not used.</summary>
    SessionMinutes,
}

/// <summary>A setting that rules ask for.</summary>
/// <param name="Reader">Who reads it.</param>
/// <param name="Path">Segments separated by colons; <c>*</c> is any one.</param>
/// <param name="Meaning">What it decides.</param>
/// <param name="Switch">Another setting that has to let it count.</param>
internal sealed record KnownSetting(SettingReader Reader, string Path, SettingMeaning Meaning, SettingSwitch? Switch = null)
{
    public ImmutableArray<string> Segments { get; } = Path.Split(':').ToImmutableArray();
}

/// <summary>A setting without which another one does nothing.</summary>
/// <param name="Path">As in <see cref="KnownSetting"/>; <c>*</c> is the segment of the other setting at this place.</param>
/// <param name="Default">Its value where it is not there.</param>
/// <param name="On">The values with which the other setting counts.</param>
internal sealed record SettingSwitch(string Path, string Default, ImmutableArray<string> On);

/// <summary>
/// The settings whose place says what they mean. Keys in sections that everyone names differently are told by
/// <see cref="Configuration.KeyNames"/>.
/// </summary>
internal static class SettingKnowledge
{
    private static readonly SettingSwitch FormsAuthentication = new("system.web:authentication:mode", "Windows", ImmutableArray.Create<string>(["Forms"]));

    private static readonly SettingSwitch SessionState =
        new("system.web:sessionState:mode", "InProc", ImmutableArray.Create<string>(["InProc", "StateServer", "SQLServer", "Custom"]));

    private static readonly SettingSwitch KeyState = new("SealedSessions:Keys:*:State", "Staged", ImmutableArray.Create<string>(["Staged", "Active", "Retired"]));

    public static readonly ImmutableArray<KnownSetting> Settings = ImmutableArray.Create<KnownSetting>([
        new(SettingReader.Application, "SealedSessions:Keys:*:Key", SettingMeaning.SealingKey, KeyState),
        new(SettingReader.Application, "Authentication:Schemes:*:SigningKeys:*:Value", SettingMeaning.SealingKey),
        new(SettingReader.SystemWeb, "system.web:machineKey:validationKey", SettingMeaning.SealingKey),
        new(SettingReader.SystemWeb, "system.web:machineKey:decryptionKey", SettingMeaning.SealingKey),
        new(SettingReader.SystemWeb, "system.web:httpCookies:requireSSL", SettingMeaning.CookiesSecure),
        new(SettingReader.SystemWeb, "system.web:httpCookies:httpOnlyCookies", SettingMeaning.CookiesHttpOnly),
        new(SettingReader.SystemWeb, "system.web:authentication:forms:requireSSL", SettingMeaning.FormsCookieSecure, FormsAuthentication),
        new(SettingReader.SystemWeb, "system.web:authentication:forms:timeout", SettingMeaning.SessionMinutes, FormsAuthentication),
        new(SettingReader.SystemWeb, "system.web:sessionState:timeout", SettingMeaning.SessionMinutes, SessionState),
    ]);
}
