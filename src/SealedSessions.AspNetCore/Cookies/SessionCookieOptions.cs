using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>How a session with claims of the application's own travels.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class SessionCookieOptions<TClaims>
{
    /// <summary>The cookie's name, beginning with <c>__Host-</c>. Required.</summary>
    /// <value>null</value>
    public string? Name { get; set; }

    /// <summary>The service that reads the cookie; nodes of one service share it.</summary>
    /// <value>null</value>
    public string? Audience { get; set; }

    /// <summary>When the browser sends the cookie along from other sites: Lax or Strict.</summary>
    /// <value><see cref="SameSiteMode.Lax"/></value>
    public SameSiteMode SameSite { get; set; } = SameSiteMode.Lax;

    /// <summary>Whether the cookie outlives the browser, until the session's absolute end.</summary>
    /// <value>false</value>
    public bool IsPersistent { get; set; }

    /// <summary>A request header that may carry the token instead of the cookie, for clients that are no browsers. Script that can read such a token can lose it.</summary>
    /// <value>null: only the cookie</value>
    public string? HeaderName { get; set; }

    /// <summary>Reads what the client of a request has proved; null for the connection's client certificate where the session kind asks for one.</summary>
    /// <value>null</value>
    public Func<HttpContext, ValueTask<SessionBinding?>>? ReadBinding { get; set; }

    internal IEnumerable<string> Faults(SessionBindingKind requiredBinding)
    {
        var what = $"The session cookie for {typeof(TClaims).Name}";
        if (Name?.StartsWith("__Host-", StringComparison.Ordinal) != true || Name.Length == "__Host-".Length)
        {
            yield return $"{what} is named '{Name}'. Set Name to \"__Host-…\", so that browsers take it only with Secure, path / and no domain.";
        }

        if (SameSite is not (SameSiteMode.Lax or SameSiteMode.Strict))
        {
            yield return $"{what} has SameSite {SameSite} and would be sent along from other sites. Set SameSite to Lax or Strict.";
        }

        if (requiredBinding is not (SessionBindingKind.None or SessionBindingKind.ClientCertificate) && ReadBinding is null)
        {
            yield return $"{what} is bound to a {requiredBinding}, and nothing reads it from a request. Set SessionCookieOptions.ReadBinding.";
        }
    }
}
