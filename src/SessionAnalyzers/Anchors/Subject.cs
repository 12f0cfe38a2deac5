namespace SessionAnalyzers.Anchors;

/// <summary>What a file has to be about for some anchors: their names alone are too common to bind each.</summary>
internal enum Subject
{
    Any,
    Cookies,
    Caches,
    Ciphers,
    Comparisons,

    /// <summary>Requests of users: a session elsewhere may be one of another protocol.</summary>
    Requests,
    Tokens,
    SealedSessions,
}
