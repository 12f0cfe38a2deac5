using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>An HTTP client that keeps cookies as a browser does, lets a test see and copy them, and follows no redirect.</summary>
internal sealed class Client : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();
    private readonly Uri _address;

    public Client(Uri address, X509Certificate2 server, X509Certificate2? certificate = null)
    {
        _address = address;
        var handler = new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == server.GetCertHashString();
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        _http = new HttpClient(handler) { BaseAddress = address };
    }

    public string Cookie(string name) =>
        _cookies.GetCookies(_address)[name]?.Value ?? "";

    public void SetCookie(string name, string value) => _cookies.Add(_address, new Cookie(name, value) { Secure = true, Path = "/" });

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, headers);

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await GetAsync(path);
        return response.StatusCode;
    }

    public void Dispose() => _http.Dispose();
}
