namespace SessionAnalyzers.Knowledge;

/// <summary>Metadata names of the attributes that teach the rules. The runtime declares them, and so may anyone.</summary>
internal static class Annotations
{
    public const string SessionCookie = "SealedSessions.Annotations.SessionCookieAttribute";
    public const string SealingKey = "SealedSessions.Annotations.SealingKeyAttribute";
}
