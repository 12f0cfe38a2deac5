#if CORPUS
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;

var builder = WebApplication.CreateBuilder(args);
var isDevelopment = builder.Environment.IsDevelopment();
builder.Services.AddSingleton<Microsoft.Extensions.Caching.Distributed.IDistributedCache>(static services => services.GetRequiredKeyedService<Microsoft.Extensions.Caching.Distributed.IDistributedCache>("shared"));
builder.Services.AddSession(options =>
{
    options.IdleTimeout = TimeSpan.FromMinutes(20);
    options.Cookie.Name = "__Host-shop-session";
    options.Cookie.Path = "/";
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
});
builder.Services.AddAntiforgery(options => options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);
builder.Services.AddControllersWithViews().AddCookieTempDataProvider(static options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options =>
    {
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.SlidingExpiration = false;
    })
    .AddCookie("Admin", Harden);
builder.Services.Configure<CookiePolicyOptions>(options =>
{
    options.HttpOnly = HttpOnlyPolicy.Always;
    options.Secure = CookieSecurePolicy.Always;
    options.MinimumSameSitePolicy = SameSiteMode.Lax;
});

var app = builder.Build();
app.UseCookiePolicy();
app.UseSession();
app.MapPost("/sign-in", (HttpContext context, IDataProtectionProvider protection) =>
{
    var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    context.Response.Cookies.Append("session_id", protection.CreateProtector("session").Protect(id), new CookieOptions
    {
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        MaxAge = TimeSpan.FromHours(8),
    });
    return Results.NoContent();
});
app.MapPost("/sign-out", (HttpResponse response) => response.Cookies.Delete("__Host-shop-session", new() { Secure = true, Path = "/" }));
app.MapGet("/theme/{name}", (HttpResponse response, string name) => response.Cookies.Append("theme", name));
await app.RunAsync();

static void Harden(CookieAuthenticationOptions options)
{
    options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
    options.Cookie.HttpOnly = true;
    options.ExpireTimeSpan = TimeSpan.FromHours(8);
    options.SlidingExpiration = false;
}
#endif
