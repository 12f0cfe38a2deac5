using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>Sessions that a team has sealed by itself, in the places where teams put such code.</summary>
public sealed class SESS4001UnsealedClaimsTrustedHandMadeTests
{
    private const string Sealer = """
        static class Sealer
        {
            private static readonly byte[] Key = Convert.FromBase64String(Environment.GetEnvironmentVariable("SESSION_KEY")!);

            public static Session? Open(string? cookie)
            {
                if (string.IsNullOrEmpty(cookie))
                {
                    return null;
                }

                var data = Convert.FromBase64String(cookie);
                var nonce = data[..12];
                var tag = data[^16..];
                var plain = new byte[data.Length - 28];
                using var aes = new System.Security.Cryptography.AesGcm(Key, 16);
                aes.Decrypt(nonce, data[12..^16], tag, plain);
                return JsonSerializer.Deserialize<Session>(plain);
            }
        }
        """;

    public static TheoryData<string> Ciphers =>
    [
        """var s = Sealer.Open(ctx.Request.Cookies["session"]); if (s is null) { return Results.Unauthorized(); } /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """
        var data = Convert.FromBase64String(ctx.Request.Cookies["session"]!).AsSpan();
        Span<byte> plain = new byte[data.Length - 28];
        using var aes = new System.Security.Cryptography.AesGcm(Convert.FromBase64String(configuration["Key"]!), 16);
        aes.Decrypt(data[..12], data[28..], data[12..28], plain);
        var s = JsonSerializer.Deserialize<Session>(plain)!;
        /*check*/
        if (s.[|Role|] != "admin") { return Results.Forbid(); }
        orders.Delete(id);
        return Results.NoContent();
        """,
        """
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = Convert.FromBase64String(configuration["Key"]!);
        var data = Convert.FromBase64String(ctx.Request.Cookies["session"]!);
        var s = JsonSerializer.Deserialize<Session>(aes.DecryptCbc(data.AsSpan(16), data.AsSpan(0, 16)))!;
        /*check*/
        return Results.Ok(await orders.[|ListAsync|](s.UserId));
        """,
        """
        var data = WebEncoders.Base64UrlDecode(ctx.Request.Headers["X-Session"]!);
        var plain = new byte[data.Length - 28];
        new System.Security.Cryptography.ChaCha20Poly1305(Convert.FromBase64String(configuration["Key"]!)).Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), plain.AsSpan());
        var parts = Encoding.UTF8.GetString(plain).Split('|');
        var userId = parts[0];
        /*check userId*/
        await orders.[|DeleteAllAsync|](userId);
        return Results.NoContent();
        """,
    ];

    [Theory]
    [MemberData(nameof(Ciphers))]
    public Task OpenedByACipher_IsReported(string body) => VerifyReportedAsync(Endpoint(body) + Sealer);

    [Theory]
    [MemberData(nameof(Ciphers))]
    public Task OpenedByACipherAndLookedUp_IsSilent(string body) => VerifyTwinAsync(Endpoint(body.Replace("Span<byte> plain", "var plain", StringComparison.Ordinal).Replace(".AsSpan();", ";", StringComparison.Ordinal)) + Sealer);

    [Theory]
    [InlineData("""
        var data = await cache.GetAsync("report");
        var plain = new byte[data!.Length - 28];
        using var aes = new System.Security.Cryptography.AesGcm(Convert.FromBase64String(configuration["Key"]!), 16);
        aes.Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), plain);
        var s = JsonSerializer.Deserialize<Session>(plain)!;
        if (s.IsAdmin) { await orders.DeleteAsync(id); }
        return Results.Ok();
        """)]
    [InlineData("""
        var data = Convert.FromBase64String(ctx.Request.Cookies["culture"]!);
        var plain = new byte[data.Length - 28];
        using var aes = new System.Security.Cryptography.AesGcm(Convert.FromBase64String(configuration["Key"]!), 16);
        aes.Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), plain);
        if (Encoding.UTF8.GetString(plain) == "de") { await orders.DeleteAsync(id); }
        return Results.Ok();
        """)]
    public Task NotASessionOfTheRequest_IsSilent(string body) => VerifySilentAsync(Endpoint(body));

    public static TheoryData<string> Places =>
    [
        """
        class SessionMiddleware(RequestDelegate next, IDataProtectionProvider protection, ISessionStore sessions)
        {
            private readonly IDataProtector _protector = protection.CreateProtector("Shop.Session");

            public async Task InvokeAsync(HttpContext context)
            {
                if (context.Request.Cookies.TryGetValue("session", out var cookie))
                {
                    var s = JsonSerializer.Deserialize<Session>(_protector.Unprotect(cookie!));
                    if (s != null/*and sessions.IsRevoked(s.SessionId)*/)
                    {
                        var identity = new [|ClaimsIdentity|](new[] { new Claim(ClaimTypes.Name, s.UserId), new Claim(ClaimTypes.Role, s.Role) }, "Sealed");
                        context.User = new ClaimsPrincipal(identity);
                    }
                }

                await next(context);
            }
        }
        """,
        """
        class SealedHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, System.Text.Encodings.Web.UrlEncoder encoder, ISecureDataFormat<AuthenticationTicket> tickets, ISessionStore sessions)
            : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
        {
            protected override Task<AuthenticateResult> HandleAuthenticateAsync()
            {
                var s = tickets.Unprotect(Request.Cookies["session"]);
                if (s == null/*or sessions.IsRevoked(s.Principal.Identity!.Name!)*/)
                {
                    return Task.FromResult(AuthenticateResult.NoResult());
                }

                return Task.FromResult(AuthenticateResult.[|Success|](s));
            }
        }
        """,
        """
        class OrdersController(IDataProtectionProvider protection, ISessionStore sessions, IOrders orders) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            private Session? Current()
            {
                try
                {
                    return JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(Request.Cookies["session"] ?? ""));
                }
                catch (System.Security.Cryptography.CryptographicException)
                {
                    return null;
                }
            }

            [Microsoft.AspNetCore.Mvc.HttpDelete("/orders/{id:int}")]
            public async Task<Microsoft.AspNetCore.Mvc.IActionResult> Delete(int id)
            {
                var s = Current();
                if (s is null/*or sessions.IsRevoked(s.SessionId)*/)
                {
                    return Unauthorized();
                }

                if (!s.[|IsAdmin|])
                {
                    return Forbid();
                }

                await orders.DeleteAsync(id);
                return NoContent();
            }
        }
        """,
        """
        class OrdersPage(IDataProtectionProvider protection, ISessionStore sessions, IOrders orders) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
        {
            public IReadOnlyList<Order> Orders { get; private set; } = [];

            public async Task<Microsoft.AspNetCore.Mvc.IActionResult> OnGetAsync()
            {
                var s = JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(Request.Cookies["session"]!))!;
                if (s.UserId == ""/*or sessions.IsRevoked(s.SessionId)*/)
                {
                    return Page();
                }

                Orders = await orders.[|ListAsync|](s.UserId);
                return Page();
            }
        }
        """,
        """
        static class SessionExtensions
        {
            public static Session? GetSealedSession(this HttpContext context)
            {
                var protector = context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("Shop.Session");
                return context.Request.Cookies["session"] is { Length: > 0 } cookie ? JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie)) : null;
            }
        }

        class Program
        {
            public static void Map(WebApplication app) => app.MapPost("/refunds/{id:int}", async (HttpContext context, IPayments payments, ISessionStore sessions, int id) =>
            {
                if (context.GetSealedSession() is not { } s/*or sessions.IsRevoked(s.SessionId)*/)
                {
                    return Results.Unauthorized();
                }

                await payments.[|RefundAsync|](s.UserId, 10m);
                return Results.NoContent();
            });
        }
        """,
        """
        class AdminFilter(IDataProtectionProvider protection, ISessionStore sessions) : IEndpointFilter
        {
            public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
            {
                var cookie = context.HttpContext.Request.Cookies["session"];
                if (cookie is null)
                {
                    return Results.Unauthorized();
                }

                var s = JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(cookie));
                if (s is null/*or sessions.IsRevoked(s.SessionId)*/)
                {
                    return Results.Unauthorized();
                }

                return s.Permissions.[|Contains|]("admin") ? await next(context) : Results.Forbid();
            }
        }
        """,
        """
        class AdminRequirement : IAuthorizationRequirement;

        class AdminHandler(IHttpContextAccessor accessor, IDataProtectionProvider protection, ISessionStore sessions) : AuthorizationHandler<AdminRequirement>
        {
            protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminRequirement requirement)
            {
                var cookie = accessor.HttpContext?.Request.Cookies["session"];
                if (cookie != null)
                {
                    var s = JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(cookie))!;
                    /*if sessions.IsRevoked(s.SessionId)*/
                    if (s.[|Role|] == "admin")
                    {
                        context.Succeed(requirement);
                    }
                }

                return Task.CompletedTask;
            }
        }
        """,
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public Task TypeOfTheFramework_IsReported(string type) => VerifyReportedAsync(type);

    [Theory]
    [MemberData(nameof(Places))]
    public Task TypeOfTheFrameworkThatLooksUp_IsSilent(string type)
    {
        var twin = System.Text.RegularExpressions.Regex.Replace(type, @"/\*(and|or|if) (.*?)\*/", static match => match.Groups[1].Value switch
        {
            "and" => $" && !{match.Groups[2].Value}",
            "or" => $" || {match.Groups[2].Value}",
            _ => $"if ({match.Groups[2].Value}) {{ return Task.CompletedTask; }}",
        });
        Assert.NotEqual(type, twin);
        return VerifySilentAsync(twin.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }
}
