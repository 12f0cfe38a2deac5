#if CORPUS
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.Services.{|SESS2006:AddDistributedMemoryCache|}();
builder.Services.{|SESS1009:AddSession|}(options =>
{
    options.IdleTimeout = TimeSpan.FromHours(1);
    options.Cookie.Name = "shop";
});
builder.Services.{|SESS1009:AddAntiforgery|}(o => o.HeaderName = "X-XSRF-TOKEN");
builder.Services.AddRazorPages().{|SESS1009:AddCookieTempDataProvider|}();
builder.Services
    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .{|SESS1007:{|SESS3005:AddCookie|}|}(options =>
    {
        options.LoginPath = "/login";
        options.{|SESS3003:ExpireTimeSpan|} = TimeSpan.FromDays(30);
    })
    .{|SESS1007:{|SESS3003:{|SESS3005:AddCookie|}|}|}("Admin", options => options.Cookie.SecurePolicy = CookieSecurePolicy.None);
builder.Services.{|SESS1010:Configure|}<CookiePolicyOptions>(options => options.CheckConsentNeeded = _ => true);

var app = builder.Build();
app.UseSession();
app.MapPost("/login", (HttpContext context, string user) =>
{
    var id = Guid.NewGuid().ToString();
    context.Response.Cookies.{|SESS1001:{|SESS1002:{|SESS1003:{|SESS2008:Append|}|}|}|}("session_id", id);
    context.Response.Cookies.{|SESS1001:{|SESS1003:Append|}|}("auth_token", user, new CookieOptions { HttpOnly = true });
    context.Response.Headers.{|SESS1006:Append|}("Set-Cookie", $"sid={id}; Path=/");
    return Results.Ok();
});
app.MapPost("/logout", (HttpResponse response) => response.Cookies.{|SESS1005:Delete|}("__Host-session"));
app.Run();
#endif
