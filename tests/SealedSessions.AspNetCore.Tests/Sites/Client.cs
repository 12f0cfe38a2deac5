using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>An HTTP client that keeps cookies as a browser does, by the site's clock, lets a test see and copy them, and follows no redirect.</summary>
internal sealed class Client : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    public Client(Uri address, X509Certificate2 server, TimeProvider clock, X509Certificate2? certificate = null)
    {
        _clock = clock;
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == server.GetCertHashString();
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        _http = new HttpClient(handler) { BaseAddress = address };
    }

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public string Cookie(string name) => _cookies.GetValueOrDefault(name, "");

    public void SetCookie(string name, string value) => _cookies[name] = value;

    /// <summary>Copies all cookies, as a thief or another tab has them.</summary>
    public void Take(Client other)
    {
        foreach (var (name, value) in other.Cookies)
        {
            SetCookie(name, value);
        }
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        return await SendAsync(request, headers);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!_cookies.IsEmpty)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var answer = await Answer.ReadAsync(await _http.SendAsync(request));
        foreach (var cookie in answer.Cookies)
        {
            if (cookie.Expires <= _clock.GetUtcNow())
            {
                _cookies.TryRemove(cookie.Name.Value!, out _);
            }
            else
            {
                SetCookie(cookie.Name.Value!, cookie.Value.Value!);
            }
        }

        return answer;
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, headers);

    public async Task<HttpStatusCode> StatusAsync(string path) => (await GetAsync(path)).Status;

    /// <summary>Many requests at once, all with the cookies of now and over one connection.</summary>
    public async Task<Answer[]> GetAtOnceAsync(string path, int count)
    {
        var cookies = string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
            return await Answer.ReadAsync(await _http.SendAsync(request));
        }));
    }

    public Task<SeenSession?> SessionAsync(string path = "/session") => ReadAsync<SeenSession>(path);

    public async Task<T?> ReadAsync<T>(string path)
    {
        var answer = await GetAsync(path);
        return answer.Status == HttpStatusCode.OK ? JsonSerializer.Deserialize<T>(answer.Body, Json) : default;
    }

    public void Dispose() => _http.Dispose();
}
