namespace SessionAnalyzers.Anchors;

/// <summary>What a file has to be about for some anchors: their names alone are too common to bind each.</summary>
internal enum Subject
{
    Any,
    Cookies,
    Caches,
    Comparisons,
    Tokens,
    SealedSessions,
}
