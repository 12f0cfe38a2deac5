using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SealedSessions;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration["SealedSessions:Keys:0:Key"] = SealingKey.Generate().ExportBase64();
builder.Configuration["SealedSessions:Keys:0:State"] = "Active";
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddSealedCookie(options =>
{
    options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(20) };
    options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
});

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/sign-in", (HttpContext context) =>
{
    context.Response.Cookies.Append("session_hint", "ada", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax }); // SESS1001
    return context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada")], "password")));
});
app.MapGet("/account", (RevalidatedSession<AuthenticationTicket> session) => session.Subject).RequireRecentAuthentication(TimeSpan.FromMinutes(5));

// Runs until it has asked itself once: the packages work together.
await app.StartAsync();
using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
using var signedIn = await client.GetAsync("/sign-in");
using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
request.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
using var account = await client.SendAsync(request);
Console.WriteLine($"{(int)account.StatusCode} {await account.Content.ReadAsStringAsync()}");
await app.StopAsync();
