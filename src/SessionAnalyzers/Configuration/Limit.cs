namespace SessionAnalyzers.Configuration;

/// <summary>What may not live longer than so long.</summary>
internal enum Limit
{
    /// <summary>A session, from signing in to its end.</summary>
    Session,

    /// <summary>A session that nobody uses.</summary>
    Idle,

    /// <summary>A token that opens an API by itself.</summary>
    AccessToken,

    /// <summary>A token that gets access tokens.</summary>
    RefreshToken,

    /// <summary>A token that is sent to a user once: to reset a password, to confirm an address.</summary>
    OneTimeToken,

    /// <summary>The time between two looks at whether a session is still good.</summary>
    Revalidation,
}
