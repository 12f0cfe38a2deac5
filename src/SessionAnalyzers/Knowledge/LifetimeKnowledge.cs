using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>A property that says how long something lives: a duration, or a moment.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Property">Name.</param>
/// <param name="Limit">What it limits.</param>
/// <param name="Default">The duration when nobody sets it; null for a property that has to be set, and for a moment.</param>
/// <param name="Subject">What a file has to mention besides, when many properties have that name.</param>
/// <param name="IsOfAnyToken">Only the names around it say what kind of token it is for.</param>
internal sealed record LifetimeProperty(string Type, string Property, Limit Limit, TimeSpan? Default = null, Subject Subject = Subject.Any, bool IsOfAnyToken = false);

/// <summary>A parameter that says how long something lives.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Method">Name; null for the constructors.</param>
/// <param name="Parameter">Name.</param>
/// <param name="Limit">What it limits.</param>
/// <param name="IsOfAnyToken">Only the names around it say what kind of token it is for.</param>
internal sealed record LifetimeParameter(string Type, string? Method, string Parameter, Limit Limit, bool IsOfAnyToken = false);

/// <summary>A parameter that makes a sign-in outlive the browser.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Method">Name; null for the constructors.</param>
/// <param name="Parameter">Name.</param>
internal sealed record PersistenceParameter(string Type, string? Method, string Parameter);

/// <summary>Which members decide how long sessions and tokens live. Every row is checked against the real assemblies by LifetimeKnowledgeTests.</summary>
internal static class LifetimeKnowledge
{
    /// <summary>What configuration and issuers say.</summary>
    public static readonly ImmutableArray<LifetimeProperty> Properties =
    ImmutableArray.Create<LifetimeProperty>([
        new(TypeNames.SessionOptions, "IdleTimeout", Limit.Idle, TimeSpan.FromMinutes(20)),
        new(TypeNames.BearerTokenOptions, "BearerTokenExpiration", Limit.AccessToken, TimeSpan.FromHours(1)),
        new(TypeNames.BearerTokenOptions, "RefreshTokenExpiration", Limit.RefreshToken, TimeSpan.FromDays(14)),
        new(TypeNames.DataProtectionTokenProviderOptions, "TokenLifespan", Limit.OneTimeToken, TimeSpan.FromDays(1)),
        new(TypeNames.SecurityTokenDescriptor, "Expires", Limit.AccessToken, Subject: Subject.Tokens, IsOfAnyToken: true),
        new(TypeNames.SessionLifetime, "Absolute", Limit.Session, Subject: Subject.SealedSessions),
        new(TypeNames.SessionLifetime, "Idle", Limit.Idle, Subject: Subject.SealedSessions),
        new(TypeNames.AgentGrant, "Lifetime", Limit.Session, Subject: Subject.SealedSessions),
        new(TypeNames.AgentSessionOptions, "LongestLifetime", Limit.Session, TimeSpan.FromHours(1), Subject: Subject.SealedSessions),
    ]);

    public static readonly ImmutableArray<LifetimeParameter> Parameters =
    ImmutableArray.Create<LifetimeParameter>([
        new(TypeNames.JwtSecurityToken, null, "expires", Limit.AccessToken, IsOfAnyToken: true),
        new(TypeNames.JwtPayload, null, "expires", Limit.AccessToken, IsOfAnyToken: true),
        new(TypeNames.JwtSecurityTokenHandler, "CreateJwtSecurityToken", "expires", Limit.AccessToken, IsOfAnyToken: true),
        new(TypeNames.JwtSecurityTokenHandler, "CreateEncodedJwt", "expires", Limit.AccessToken, IsOfAnyToken: true),
    ]);

    /// <summary>How long a ticket of cookie authentication is good for; each request renews it while expiration slides.</summary>
    public static readonly LifetimeProperty CookieTicket = new(TypeNames.CookieAuthenticationOptions, "ExpireTimeSpan", Limit.Idle, TimeSpan.FromDays(14));

    /// <summary>What decides whether each request renews the ticket, which it does unless it is set.</summary>
    public const string Sliding = "SlidingExpiration";

    /// <summary>How long a changed password, role or lock-out goes unnoticed.</summary>
    public static readonly LifetimeProperty SecurityStamp = new(TypeNames.SecurityStampValidatorOptions, "ValidationInterval", Limit.Revalidation, TimeSpan.FromMinutes(30));

    /// <summary>What signing in says of one session.</summary>
    public static readonly LifetimeProperty SignIn = new(TypeNames.AuthenticationProperties, "ExpiresUtc", Limit.Session);

    public static readonly LifetimeParameter FormsTicket = new(TypeNames.FormsAuthenticationTicket, null, "expiration", Limit.Session);

    public static readonly ImmutableArray<PersistenceParameter> Persistence =
    ImmutableArray.Create<PersistenceParameter>([
        new(TypeNames.SignInManager, "SignInAsync", "isPersistent"),
        new(TypeNames.SignInManager, "SignInWithClaimsAsync", "isPersistent"),
        new(TypeNames.SignInManager, "PasswordSignInAsync", "isPersistent"),
        new(TypeNames.SignInManager, "ExternalLoginSignInAsync", "isPersistent"),
        new(TypeNames.SignInManager, "TwoFactorSignInAsync", "isPersistent"),
        new(TypeNames.SignInManager, "TwoFactorSignInAsync", "rememberClient"),
        new(TypeNames.SignInManager, "TwoFactorAuthenticatorSignInAsync", "isPersistent"),
        new(TypeNames.SignInManager, "TwoFactorAuthenticatorSignInAsync", "rememberClient"),
        new(TypeNames.SignInManager, "SignInOrTwoFactorAsync", "isPersistent"),
        new(TypeNames.FormsAuthentication, "SetAuthCookie", "createPersistentCookie"),
        new(TypeNames.FormsAuthentication, "GetAuthCookie", "createPersistentCookie"),
        new(TypeNames.FormsAuthentication, "RedirectFromLoginPage", "createPersistentCookie"),
        new(TypeNames.FormsAuthenticationTicket, null, "isPersistent"),
    ]);

    /// <summary>What a limit asks for, as messages say it.</summary>
    public static string Demand(Limit limit, TimeSpan longest)
    {
        var text = Duration.Text(longest);
        return limit switch
        {
            Limit.Session => $"a session should end after {text} at most",
            Limit.Idle => $"a session that nobody uses should end after {text} at most",
            Limit.AccessToken => $"an access token should be good for {text} at most",
            Limit.RefreshToken => $"a refresh token should be good for {text} at most",
            Limit.Revalidation => $"a session should be checked again every {text} at least",
            _ => $"a token that is sent to a user should be good for {text} at most",
        };
    }
}
