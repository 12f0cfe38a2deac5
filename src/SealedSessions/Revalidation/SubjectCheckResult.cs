using System.Diagnostics.CodeAnalysis;

namespace SealedSessions;

/// <summary>What a subject check has found. The default is a rejection.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public readonly struct SubjectCheckResult<TClaims>
{
    internal SubjectCheckResult(bool isValid, bool hasChanged, TClaims? claims)
    {
        IsValid = isValid;
        HasChanged = hasChanged;
        Claims = claims;
    }

    /// <summary>Whether the subject may have the session.</summary>
    public bool IsValid { get; }

    /// <summary>Whether the claims have changed since they were sealed.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    public bool HasChanged { get; }

    /// <summary>The claims as they are now, where they have changed.</summary>
    public TClaims? Claims { get; }
}

/// <summary>Makes the answers of a subject check.</summary>
public static class SubjectCheckResult
{
    /// <summary>The subject may have the session, with the claims it has.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    public static SubjectCheckResult<TClaims> Valid<TClaims>() => new(isValid: true, hasChanged: false, default);

    /// <summary>The subject may not have the session.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    public static SubjectCheckResult<TClaims> Rejected<TClaims>() => default;

    /// <summary>The subject may have the session, with these claims; it is renewed with them.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    /// <param name="claims">The claims as they are now.</param>
    public static SubjectCheckResult<TClaims> Changed<TClaims>(TClaims claims) => new(isValid: true, hasChanged: true, claims);
}
