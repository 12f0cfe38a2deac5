using System.Net;
using System.Security.Claims;
using Benchmarks.Sealing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using SealedSessions;

namespace Benchmarks.Endpoint;

/// <summary>A small application on loopback: one endpoint behind a cookie, one open to everybody.</summary>
internal sealed class Site(WebApplication application) : IAsyncDisposable
{
    private static readonly Claim[] Claims =
    [
        new(ClaimTypes.NameIdentifier, Contestants.Subject),
        new(ClaimTypes.Name, "Ada Example"),
        new(ClaimTypes.Email, "ada@example.com"),
        new(ClaimTypes.Role, "customer"),
        new(ClaimTypes.Role, "reviewer"),
        new("tenant", "north"),
        new("AspNet.Identity.SecurityStamp", "3QZ5XJ6BDCXMS7V3RZV4J2G5H7TGQK4R"),
        new("amr", "pwd"),
    ];

    public IPEndPoint Address => IPEndPoint.Parse(application.Urls.Single().Replace("http://", "", StringComparison.Ordinal));

    public static Task<Site> PlainAsync() => StartAsync(static authentication => authentication.AddCookie());

    public static Task<Site> SealedAsync() => StartAsync(static authentication =>
    {
        authentication.AddSealedCookie(static options =>
        {
            options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(12), Idle = TimeSpan.FromHours(1) };
            options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        });
        authentication.Services.AddSealedSessions()
            .UseKeys(static ring => ring.Keys.Add(new KeyRingEntry { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }));
    });

    /// <summary>Signs in and gives the cookies as the Cookie header carries them.</summary>
    public async Task<string> SignInAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var response = await client.PostAsync(new Uri($"http://{Address}/sign-in"), content: null).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return string.Join("; ", response.Headers.GetValues(HeaderNames.SetCookie).Select(static cookie => cookie.Split(';')[0]));
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task<Site> StartAsync(Action<AuthenticationBuilder> authenticate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthorization();
        builder.Services.Configure<KeyManagementOptions>(static options => options.XmlRepository = new MemoryKeys());
        authenticate(builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme));

        var application = builder.Build();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapPost("/sign-in", static context => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(Claims, CookieAuthenticationDefaults.AuthenticationScheme))));
        application.MapGet("/open", static context => context.Response.WriteAsync("Ada Example"));
        application.MapGet("/orders", static context => context.Response.WriteAsync(context.User.Identity!.Name!)).RequireAuthorization();
        await application.StartAsync().ConfigureAwait(false);
        return new Site(application);
    }
}
