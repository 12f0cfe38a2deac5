namespace SessionAnalyzers.Knowledge;

/// <summary>A member of a cookie-like type. The types agree on the names, so a name is also what the member decides.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Name">One of <see cref="CookieMembers"/>.</param>
/// <param name="Default">What the framework uses when nobody sets it; an enum as its number.</param>
internal sealed record CookieMember(string Type, string Name, object? Default);

/// <summary>Names of the members of cookie-like types.</summary>
internal static class CookieMembers
{
    public const string Name = "Name";
    public const string Value = "Value";
    public const string Secure = "Secure";
    public const string SecurePolicy = "SecurePolicy";
    public const string HttpOnly = "HttpOnly";
    public const string SameSite = "SameSite";
    public const string Domain = "Domain";
    public const string Path = "Path";
    public const string Expires = "Expires";
    public const string MaxAge = "MaxAge";

    /// <summary>Not a property: the Partitioned attribute, which is added to Extensions.</summary>
    public const string Partitioned = "Partitioned";
}

/// <summary>A call that writes a cookie.</summary>
/// <param name="Type">Metadata name of the type or interface that declares it.</param>
/// <param name="Method">Name.</param>
/// <param name="Cookie">The parameter with the flags; null when the receiver is the cookie itself. An overload without it writes no flags.</param>
/// <param name="Name">The parameter with the cookie's name; null when the cookie object has it.</param>
/// <param name="Value">The parameter with the cookie's value; null when the cookie object has it.</param>
/// <param name="Pairs">The parameter of a further overload that has names and values in pairs.</param>
/// <param name="IsRaw">It writes a header of its own, which no cookie policy sees.</param>
internal sealed record CookieSink(string Type, string Method, string? Cookie, string? Name = null, string? Value = null, string? Pairs = null, bool IsRaw = false);

/// <summary>A property of an options type that holds the builder of a framework cookie, with the flags it has from the start.</summary>
/// <param name="Options">Metadata name of the options type.</param>
/// <param name="Member">Property.</param>
/// <param name="HttpOnly">Default.</param>
/// <param name="SameSite">Default, as its number.</param>
/// <param name="SecurePolicy">Default, as its number.</param>
/// <param name="Display">What messages call the cookie.</param>
/// <param name="CarriesSession">Whether it is the authentication or the session cookie itself.</param>
internal sealed record FrameworkCookie(string Options, string Member, bool HttpOnly, int SameSite, int SecurePolicy, string Display, bool CarriesSession = false);

/// <summary>The numbers of Microsoft.AspNetCore.Http.SameSiteMode, which its namesakes share.</summary>
internal static class SameSite
{
    public const int Unspecified = -1;
    public const int None = 0;
    public const int Lax = 1;
    public const int Strict = 2;
}

/// <summary>The numbers of CookieSecurePolicy.</summary>
internal static class SecurePolicy
{
    public const int SameAsRequest = 0;
    public const int Always = 1;
    public const int None = 2;
}

/// <summary>The numbers of HttpOnlyPolicy.</summary>
internal static class HttpOnlyPolicy
{
    public const int None = 0;
    public const int Always = 1;
}

/// <summary>What the cookie APIs mean. Every row is checked against the real assemblies by CookieKnowledgeTests.</summary>
internal static class CookieKnowledge
{
    public static readonly ImmutableArray<CookieMember> Members =
    ImmutableArray.Create<CookieMember>([
        new(TypeNames.CookieOptions, CookieMembers.Secure, false),
        new(TypeNames.CookieOptions, CookieMembers.HttpOnly, false),
        new(TypeNames.CookieOptions, CookieMembers.SameSite, SameSite.Unspecified),
        new(TypeNames.CookieOptions, CookieMembers.Domain, null),
        new(TypeNames.CookieOptions, CookieMembers.Path, "/"),
        new(TypeNames.CookieOptions, CookieMembers.Expires, null),
        new(TypeNames.CookieOptions, CookieMembers.MaxAge, null),

        new(TypeNames.CookieBuilder, CookieMembers.Name, null),
        new(TypeNames.CookieBuilder, CookieMembers.SecurePolicy, SecurePolicy.SameAsRequest),
        new(TypeNames.CookieBuilder, CookieMembers.HttpOnly, false),
        new(TypeNames.CookieBuilder, CookieMembers.SameSite, SameSite.Unspecified),
        new(TypeNames.CookieBuilder, CookieMembers.Domain, null),
        new(TypeNames.CookieBuilder, CookieMembers.Path, null),
        new(TypeNames.CookieBuilder, CookieMembers.MaxAge, null),

        new(TypeNames.SetCookieHeaderValue, CookieMembers.Name, null),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.Value, null),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.Secure, false),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.HttpOnly, false),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.SameSite, SameSite.Unspecified),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.Domain, null),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.Path, null),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.Expires, null),
        new(TypeNames.SetCookieHeaderValue, CookieMembers.MaxAge, null),

        new(TypeNames.HttpCookie, CookieMembers.Name, null),
        new(TypeNames.HttpCookie, CookieMembers.Value, null),
        new(TypeNames.HttpCookie, CookieMembers.Secure, false),
        new(TypeNames.HttpCookie, CookieMembers.HttpOnly, false),
        new(TypeNames.HttpCookie, CookieMembers.SameSite, SameSite.Unspecified),
        new(TypeNames.HttpCookie, CookieMembers.Domain, null),
        new(TypeNames.HttpCookie, CookieMembers.Path, "/"),
        new(TypeNames.HttpCookie, CookieMembers.Expires, null),
    ]);

    public static readonly ImmutableArray<CookieSink> Sinks =
    ImmutableArray.Create<CookieSink>([
        new(TypeNames.ResponseCookies, "Append", Cookie: "options", Name: "key", Value: "value", Pairs: "keyValuePairs"),
        new(TypeNames.CookieManager, "AppendResponseCookie", Cookie: "options", Name: "key", Value: "value"),
        new(TypeNames.SetCookieHeaderValue, "ToString", Cookie: null, IsRaw: true),
        new(TypeNames.ResponseHeaders, "Append", Cookie: "value", IsRaw: true),
        new(TypeNames.HttpCookieCollection, "Add", Cookie: "cookie", IsRaw: true),
        new(TypeNames.HttpCookieCollection, "Set", Cookie: "cookie", IsRaw: true),
        new(TypeNames.SystemWebResponse, "AppendCookie", Cookie: "cookie", IsRaw: true),
        new(TypeNames.SystemWebResponse, "SetCookie", Cookie: "cookie", IsRaw: true),
        new(TypeNames.SystemWebResponseBase, "AppendCookie", Cookie: "cookie", IsRaw: true),
        new(TypeNames.SystemWebResponseBase, "SetCookie", Cookie: "cookie", IsRaw: true),
    ]);

    /// <summary>Calls that delete a cookie; the overload without options sends no Secure.</summary>
    public static readonly ImmutableArray<CookieSink> Deletions = ImmutableArray.Create<CookieSink>([
        new(TypeNames.ResponseCookies, "Delete", Cookie: "options", Name: "key"),
        new(TypeNames.CookieManager, "DeleteCookie", Cookie: "options", Name: "key"),
    ]);

    public static readonly ImmutableArray<FrameworkCookie> FrameworkCookies =
    ImmutableArray.Create<FrameworkCookie>([
        new(TypeNames.CookieAuthenticationOptions, "Cookie", true, SameSite.Lax, SecurePolicy.SameAsRequest, "authentication", CarriesSession: true),
        new(TypeNames.SessionOptions, "Cookie", true, SameSite.Lax, SecurePolicy.None, "session", CarriesSession: true),
        new(TypeNames.AntiforgeryOptions, "Cookie", true, SameSite.Strict, SecurePolicy.None, "antiforgery"),
        new(TypeNames.CookieTempDataProviderOptions, "Cookie", true, SameSite.Lax, SecurePolicy.None, "TempData"),
        new(TypeNames.RemoteAuthenticationOptions, "CorrelationCookie", true, SameSite.None, SecurePolicy.Always, "correlation"),
        new(TypeNames.OpenIdConnectOptions, "NonceCookie", true, SameSite.None, SecurePolicy.Always, "nonce"),
        new(TypeNames.TwitterOptions, "StateCookie", true, SameSite.Lax, SecurePolicy.Always, "state"),
    ]);

    public static FrameworkCookie AuthenticationCookie => FrameworkCookies[0];
}
