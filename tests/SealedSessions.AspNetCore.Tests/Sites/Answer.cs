using System.Net;
using System.Net.Http.Headers;
using SetCookie = Microsoft.Net.Http.Headers.SetCookieHeaderValue;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>A response that has been read.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)
{
    public IList<SetCookie> Cookies { get; } =
        Headers.TryGetValues("Set-Cookie", out var lines) ? SetCookie.ParseStrictList([.. lines]) : [];

    public string? Location => Headers.Location?.OriginalString;

    /// <summary>The value that the response sets for a cookie at last, empty where it deletes it, or null where it leaves it alone.</summary>
    public string? Cookie(string name) => Cookies.LastOrDefault(cookie => cookie.Name == name)?.Value.Value;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        }
    }
}
