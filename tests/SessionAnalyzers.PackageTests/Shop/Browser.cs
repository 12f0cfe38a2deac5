using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SessionAnalyzers.PackageTests.Shop;

/// <summary>Follows links, fills in forms and redirects like a browser, and keeps every Set-Cookie header it is sent.</summary>
internal sealed partial class Browser(HttpClient client) : IDisposable
{
    private readonly List<SetCookie> _received = [];
    private string _antiforgeryToken = "";

    /// <summary>Every cookie that was set, in order.</summary>
    public IReadOnlyList<SetCookie> Received => _received;

    /// <summary>Opens a page.</summary>
    public Task<string> OpenAsync(string path, params (string Name, string Value)[] headers) => SendAsync(WithHeaders(new HttpRequestMessage(HttpMethod.Get, path), headers));

    /// <summary>Sends a form of the page that is open.</summary>
    public Task<string> SubmitAsync(string action, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, action)
    {
        Content = new FormUrlEncodedContent(
        [
            .. fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)),
            KeyValuePair.Create("__RequestVerificationToken", _antiforgeryToken),
        ]),
    });

    /// <summary>Sends JSON, as another server does.</summary>
    public Task<string> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(WithHeaders(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, headers));

    public void Dispose() => client.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        request.Dispose();
        if (response.Headers.TryGetValues("Set-Cookie", out var headers))
        {
            _received.AddRange(headers.Select(SetCookie.Parse));
        }

        if (response.Headers.Location is { } location)
        {
            // A page of another site is none of ours.
            return location.IsAbsoluteUri && location.Host != client.BaseAddress!.Host ? "" : await OpenAsync(location.OriginalString);
        }

        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage?.RequestUri}: {response.StatusCode}\n{page}");
        if (AntiforgeryField().Match(page) is { Success: true } field)
        {
            _antiforgeryToken = field.Groups["token"].Value;
        }

        return page;
    }

    private static HttpRequestMessage WithHeaders(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryField();
}

/// <summary>A Set-Cookie header as a browser reads it.</summary>
internal sealed record SetCookie(string Header, string Name, string Value, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Only over TLS, out of reach of script, not from other sites.</summary>
    public bool IsHardened => IsSecure && Attributes.ContainsKey("HttpOnly") && Attributes.GetValueOrDefault("SameSite")?.ToUpperInvariant() is "LAX" or "STRICT";

    public bool IsSecure => Attributes.ContainsKey("Secure");

    /// <summary>Whether browsers refuse it: a <c>__Host-</c> cookie is Secure, for one host and for all of it.</summary>
    public bool IsRefused => Name.StartsWith("__Host-", StringComparison.Ordinal)
        && (!IsSecure || Attributes.ContainsKey("Domain") || Attributes.GetValueOrDefault("Path") != "/");

    public bool IsDeletion => Value.Length == 0;

    public static SetCookie Parse(string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries).Select(static part => part.Split('=', 2)).ToList();
        return new SetCookie(
            header,
            parts[0][0],
            parts[0].ElementAtOrDefault(1) ?? "",
            parts.Skip(1).ToDictionary(static part => part[0], static part => part.ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase));
    }
}
