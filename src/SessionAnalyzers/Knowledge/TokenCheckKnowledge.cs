namespace SessionAnalyzers.Knowledge;

/// <summary>A flag of a token's validation that is on unless it is set.</summary>
/// <param name="Property">Name.</param>
/// <param name="Accepted">What is accepted without it.</param>
/// <param name="Delegates">What checks in its place, whatever the flag says.</param>
/// <param name="Counterparts">What the check compares with.</param>
/// <param name="Claim">What code looks at that checks by hand.</param>
internal sealed record TokenCheckFlag(string Property, string Accepted, string[] Delegates, string[] Counterparts, CheckedClaim Claim);

/// <summary>A delegate that takes the place of a check.</summary>
/// <param name="Property">Name.</param>
/// <param name="Accepted">What is accepted when it lets everything through.</param>
/// <param name="Claim">What code looks at that checks by hand.</param>
/// <param name="Demands">What asks for a check that is off otherwise; empty for one that is on.</param>
internal sealed record TokenCheckDelegate(string Property, string Accepted, CheckedClaim Claim, params string[] Demands);

/// <summary>What code reads that checks a part of a token by hand.</summary>
/// <param name="Texts">Names of claims, as text.</param>
/// <param name="Members">Members of tokens, and of the constants for claims.</param>
/// <param name="Calls">How the methods begin that check it.</param>
internal sealed record CheckedClaim(ImmutableHashSet<string> Texts, ImmutableHashSet<string> Members, params string[] Calls);

/// <summary>What TokenValidationParameters leave unchecked. Every row is checked against the real assembly by TokenCheckKnowledgeTests.</summary>
internal static class TokenCheckKnowledge
{
    /// <summary>How far clocks may differ: the default.</summary>
    public const string ClockSkew = "ClockSkew";

    /// <summary>The flag that does nothing without <see cref="ReplayCache"/>.</summary>
    public const string Replay = "ValidateTokenReplay";

    public static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(5);

    public static readonly ImmutableArray<string> ReplayCache = ImmutableArray.Create("TokenReplayCache", "TokenReplayValidator");

    public static readonly ImmutableArray<string> LifetimeDelegates = ImmutableArray.Create("LifetimeValidator");

    private static readonly CheckedClaim Issuer = new(
        ImmutableHashSet.Create("iss", "tid", "http://schemas.microsoft.com/identity/claims/tenantid"),
        ImmutableHashSet.Create("Issuer", "Iss", "Tid", "TenantId"));

    /// <summary>Where the scopes are those of one application, they say whom a token is for.</summary>
    private static readonly CheckedClaim Audience = new(
        ImmutableHashSet.Create("aud", "azp", "scope", "scp"),
        ImmutableHashSet.Create("Audience", "Audiences", "Aud", "Azp", "Scope", "Scp"),
        "RequireScope");

    private static readonly CheckedClaim Lifetime = new(
        ImmutableHashSet.Create("exp"),
        ImmutableHashSet.Create("ValidTo", "Exp", "Expiration"));

    private static readonly CheckedClaim Signature = new(
        ImmutableHashSet<string>.Empty,
        ImmutableHashSet<string>.Empty,
        "Verify");

    private static readonly CheckedClaim Nothing = new(ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty);

    // ValidateIssuerSigningKey, ValidateTokenReplay and ValidateActor are off unless they are set: false says nothing.
    public static readonly ImmutableArray<TokenCheckFlag> Flags = ImmutableArray.Create<TokenCheckFlag>([
        new("ValidateIssuer", "a token of any issuer", ["IssuerValidator", "IssuerValidatorUsingConfiguration"], ["ValidIssuer", "ValidIssuers"], Issuer),
        new("ValidateAudience", "a token that was issued for another application", ["AudienceValidator"], ["ValidAudience", "ValidAudiences"], Audience),
        new("ValidateLifetime", "a token that has expired", ["LifetimeValidator"], [], Lifetime),
        new("RequireExpirationTime", "a token that never expires", ["LifetimeValidator"], [], Lifetime),
        new("RequireSignedTokens", "a token that nobody has signed", ["SignatureValidator", "SignatureValidatorUsingConfiguration", "IssuerSigningKeyValidator"], [], Signature),
        new("RequireAudience", "a SAML token for no audience", ["AudienceValidator"], [], Audience),
    ]);

    public static readonly ImmutableArray<TokenCheckDelegate> Delegates = ImmutableArray.Create<TokenCheckDelegate>([
        new("SignatureValidator", "a token that anybody has written", Signature),
        new("IssuerValidator", "a token of any issuer", Issuer),
        new("AudienceValidator", "a token that was issued for another application", Audience),
        new("LifetimeValidator", "a token that has expired", Lifetime),
        new("IssuerSigningKeyValidator", "a signing key that is not valid any more", Nothing, "ValidateIssuerSigningKey"),
        new("TokenReplayValidator", "a token that has been used before", Nothing, Replay),
        new("AlgorithmValidator", "a token that is signed by any algorithm", Nothing, "ValidAlgorithms"),
        new("TypeValidator", "a token of any type", Nothing, "ValidTypes"),
    ]);
}
