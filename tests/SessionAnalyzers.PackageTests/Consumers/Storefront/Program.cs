using SharedCookies;

var app = WebApplication.Create(args);

app.MapGet("/", (HttpContext context) => Visits.Begin(context.Response));
app.MapGet("/short", (HttpContext context) =>
    context.Response.Cookies.Append(Visits.CookieName, Visits.NewId(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax })); // SESS1001
app.MapGet("/embedded", (HttpContext context) =>
    context.Response.Cookies.Append(Visits.CookieName, Visits.NewId(), new CookieOptions { Secure = true, HttpOnly = true })); // SESS1003 (suggestion)

app.Run();
