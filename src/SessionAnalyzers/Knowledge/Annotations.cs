namespace SessionAnalyzers.Knowledge;

/// <summary>Metadata names of the attributes that teach the rules. The runtime declares them, and so may anyone.</summary>
internal static class Annotations
{
    public const string SessionCookie = "SealedSessions.Annotations.SessionCookieAttribute";
    public const string Unseals = "SealedSessions.Annotations.UnsealsAttribute";
    public const string Revalidates = "SealedSessions.Annotations.RevalidatesAttribute";
    public const string TrustDecision = "SealedSessions.Annotations.TrustDecisionAttribute";
    public const string SealingKey = "SealedSessions.Annotations.SealingKeyAttribute";
}
