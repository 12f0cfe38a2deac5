using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>Whole types as applications have them, and what an application says of its own methods.</summary>
public sealed class SESS4001UnsealedClaimsTrustedTests
{
    /// <summary>A program, and what its silent twin does where it says <c>/*check*/</c>.</summary>
    public static TheoryData<string, string> Applications => new()
    {
        {
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDataProtection();
            var app = builder.Build();

            app.MapDelete("/orders/{id:int}", async (int id, HttpContext ctx, IDataProtectionProvider protection, ISessionStore sessions, IOrders orders) =>
            {
                var protector = protection.CreateProtector("Shop.Session");
                var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!;
                /*check*/
                if (!s.[|IsAdmin|])
                {
                    return Results.Forbid();
                }

                await orders.DeleteAsync(id);
                return Results.NoContent();
            });

            app.Run();
            """,
            "if (!await sessions.IsActiveAsync($id)) { return Results.Unauthorized(); }"
        },
        {
            """
            var app = WebApplication.Create(args);
            var protector = app.Services.GetDataProtector("Shop.Session");
            var sessions = app.Services.GetRequiredService<ISessionStore>();

            app.Use(async (ctx, next) =>
            {
                if (ctx.Request.Cookies.TryGetValue("session", out var cookie))
                {
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie))!;
                    /*check*/
                    var identity = new [|ClaimsIdentity|]([new Claim(ClaimTypes.NameIdentifier, s.UserId)], "Sealed");
                    ctx.User = new ClaimsPrincipal(identity);
                }

                await next(ctx);
            });

            app.Run();
            """,
            "if (!await sessions.IsActiveAsync($id)) { ctx.Response.StatusCode = 401; return; }"
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;

            [ApiController]
            [Route("orders")]
            public class OrdersController(IDataProtectionProvider protection, ISessionStore sessions, IOrders orders) : ControllerBase
            {
                private readonly IDataProtector _protector = protection.CreateProtector("Shop.Session");

                [HttpDelete("{id:int}")]
                public async Task<IActionResult> Delete(int id)
                {
                    if (!Request.Cookies.TryGetValue("session", out var cookie))
                    {
                        return Unauthorized();
                    }

                    var s = JsonSerializer.Deserialize<Session>(_protector.Unprotect(cookie))!;
                    /*check*/
                    if (!s.[|IsAdmin|])
                    {
                        return Forbid();
                    }

                    await orders.DeleteAsync(id);
                    return NoContent();
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { return Unauthorized(); }"
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;

            public class OrdersController(IDataProtector protector, ISessionStore sessions, IOrders orders) : Controller
            {
                public async Task<IActionResult> Index([FromHeader(Name = "X-Session")] string session)
                {
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(session))!;
                    /*check*/
                    return View(await orders.[|ListAsync|](s.UserId));
                }
            }
            """,
            "if (await sessions.GetAsync($id) is not { IsRevoked: false }) { return Challenge(); }"
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;

            public abstract class SessionController(IDataProtector protector) : Controller
            {
                protected Session? Current
                {
                    get
                    {
                        var cookie = Request.Cookies["session"];
                        return cookie is null ? null : JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie));
                    }
                }
            }

            public class PayrollController(IDataProtector protector, ISessionStore sessions, IReports reports) : SessionController(protector)
            {
                public async Task<IActionResult> Index()
                {
                    var s = Current;
                    if (s is null)
                    {
                        return Unauthorized();
                    }

                    /*check*/
                    if (s.[|Role|] != "payroll")
                    {
                        return Forbid();
                    }

                    return Content(await reports.PayrollAsync());
                }
            }
            """,
            "if (sessions.IsRevoked($id)) { return Unauthorized(); }"
        },
        {
            """
            public class SessionMiddleware(RequestDelegate next, IDataProtectionProvider protection)
            {
                public async Task InvokeAsync(HttpContext context, ISessionStore sessions)
                {
                    var protector = protection.CreateProtector("Shop.Session");
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(context.Request.Cookies["session"]!))!;
                    /*check*/
                    if (context.Request.Path.StartsWithSegments("/admin") && !s.[|IsAdmin|])
                    {
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return;
                    }

                    await next(context);
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { context.Response.StatusCode = StatusCodes.Status401Unauthorized; return; }"
        },
        {
            """
            public class SessionMiddleware(IDataProtector protector, ISessionStore sessions) : IMiddleware
            {
                public async Task InvokeAsync(HttpContext context, RequestDelegate next)
                {
                    var s = Open(context);
                    if (s is not null)
                    {
                        /*check*/
                        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, s.UserId) };
                        claims.AddRange(s.Permissions.Select(permission => new Claim("permission", permission)));
                        var identity = new [|ClaimsIdentity|](claims, "Sealed");
                        context.User = new ClaimsPrincipal(identity);
                    }

                    await next(context);
                }

                private Session? Open(HttpContext context)
                {
                    try
                    {
                        return context.Request.Cookies["session"] is { } cookie ? JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie)) : null;
                    }
                    catch (System.Security.Cryptography.CryptographicException)
                    {
                        context.Response.Cookies.Delete("session");
                        return null;
                    }
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { context.Response.StatusCode = 401; return; }"
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;

            public class OrdersModel(IDataProtector protector, ISessionStore sessions, AppDbContext db) : PageModel
            {
                public IReadOnlyList<Order> Orders { get; private set; } = [];

                public async Task<IActionResult> OnGetAsync()
                {
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(Request.Cookies["session"]!))!;
                    /*check*/
                    Orders = await db.Orders.[|Where|](order => order.OwnerId == s.UserId).ToListAsync();
                    return Page();
                }
            }
            """,
            """if (!await sessions.IsActiveAsync($id)) { return RedirectToPage("/Login"); }"""
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;

            public class DeleteModel(IDataProtector protector, IUsers users, IOrders orders) : PageModel
            {
                private Session? _session;

                public string Name => _session?.DisplayName ?? "guest";

                public async Task<IActionResult> OnPostAsync(int id)
                {
                    _session = JsonSerializer.Deserialize<Session>(protector.Unprotect(Request.Cookies["session"]!))!;
                    /*check _session.UserId*/
                    if (_session.[|Role|] is not "admin")
                    {
                        return Forbid();
                    }

                    await orders.DeleteAsync(id);
                    return RedirectToPage("/Orders");
                }
            }
            """,
            "if (await users.FindAsync($id) is not { IsActive: true }) { return Unauthorized(); }"
        },
        {
            """
            using System.Text.Encodings.Web;

            public class SealedHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IDataProtectionProvider protection, ISessionStore sessions)
                : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
            {
                protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
                {
                    if (!Request.Cookies.TryGetValue("session", out var cookie))
                    {
                        return AuthenticateResult.NoResult();
                    }

                    var s = JsonSerializer.Deserialize<Session>(protection.CreateProtector(Scheme.Name).Unprotect(cookie))!;
                    /*check*/
                    var identity = new [|ClaimsIdentity|]([new Claim(ClaimTypes.NameIdentifier, s.UserId), new Claim(ClaimTypes.Role, s.Role)], Scheme.Name);
                    await Task.Yield();
                    return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
                }
            }
            """,
            """if (!await sessions.IsActiveAsync($id)) { return AuthenticateResult.Fail("The session has ended."); }"""
        },
        {
            """
            public class AdminFilter(IDataProtector protector, ISessionStore sessions) : IEndpointFilter
            {
                public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
                {
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(context.HttpContext.Request.Cookies["session"]!))!;
                    /*check*/
                    return s.[|IsAdmin|] ? await next(context) : Results.Forbid();
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { return Results.Unauthorized(); }"
        },
        {
            """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.Filters;

            public sealed class AdminOnlyAttribute : Attribute, IAuthorizationFilter
            {
                public void OnAuthorization(AuthorizationFilterContext context)
                {
                    var services = context.HttpContext.RequestServices;
                    var protector = services.GetDataProtector("Shop.Session");
                    var sessions = services.GetRequiredService<ISessionStore>();
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(context.HttpContext.Request.Cookies["session"]!))!;
                    /*check*/
                    if (!s.[|IsAdmin|])
                    {
                        context.Result = new ForbidResult();
                    }
                }
            }
            """,
            "if (sessions.IsRevoked($id)) { context.Result = new UnauthorizedResult(); return; }"
        },
        {
            """
            public class AdminRequirement : IAuthorizationRequirement;

            public class AdminRequirementHandler(IHttpContextAccessor accessor, IDataProtector protector, ISessionStore sessions) : AuthorizationHandler<AdminRequirement>
            {
                protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdminRequirement requirement)
                {
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(accessor.HttpContext!.Request.Cookies["session"]!))!;
                    /*check*/
                    if (s.[|IsAdmin|])
                    {
                        context.Succeed(requirement);
                    }

                    await Task.CompletedTask;
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { context.Fail(); return; }"
        },
        {
            """
            using Microsoft.AspNetCore.SignalR;

            public class OrdersHub(IDataProtector protector, ISessionStore sessions, IOrders orders) : Hub
            {
                public async Task Delete(int id)
                {
                    var cookie = Context.GetHttpContext()!.Request.Cookies["session"]!;
                    var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie))!;
                    /*check*/
                    if (s.[|Role|] != "admin")
                    {
                        throw new HubException("Forbidden");
                    }

                    await orders.DeleteAsync(id);
                }
            }
            """,
            """if (!await sessions.IsActiveAsync($id)) { throw new HubException("Signed out"); }"""
        },
        {
            """
            public interface ICurrentUser
            {
                string Id { get; }
            }

            public class CookieUser(IHttpContextAccessor accessor, IDataProtector protector) : ICurrentUser
            {
                public string Id => protector.Unprotect(accessor.HttpContext!.Request.Cookies["user"]!);
            }

            public class Checkout(CookieUser current, IUsers users, IPayments payments)
            {
                public async Task RefundAsync(decimal amount)
                {
                    var userId = current.Id;
                    /*check userId*/
                    await payments.[|RefundAsync|](userId, amount);
                }
            }
            """,
            "if (await users.FindAsync($id) is not { IsActive: true }) { throw new UnauthorizedAccessException(); }"
        },
        {
            """
            public static class SessionEndpoints
            {
                public static void Map(WebApplication app) => app.MapGet("/payroll", PayrollAsync);

                private static async Task<IResult> PayrollAsync(HttpRequest request, IDataProtectionProvider protection, ISessionStore sessions, IReports reports)
                {
                    var s = Read(request, protection);
                    /*check*/
                    return s.Permissions.[|Contains|]("payroll") ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();
                }

                private static Session Read(HttpRequest request, IDataProtectionProvider protection) =>
                    JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(request.Headers["X-Session"].ToString()))!;
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { return Results.Unauthorized(); }"
        },
        {
            """
            public class LoginService(IHttpContextAccessor accessor, ISecureDataFormat<AuthenticationTicket> tickets, ISessionStore sessions)
            {
                public async Task<bool> RestoreAsync()
                {
                    var ctx = accessor.HttpContext!;
                    var ticket = tickets.Unprotect(ctx.Request.Cookies["remember-me"]);
                    if (ticket is null)
                    {
                        return false;
                    }

                    /*check ticket.Properties.Items["sid"]!*/
                    await ctx.[|SignInAsync|](CookieAuthenticationDefaults.AuthenticationScheme, ticket.Principal, ticket.Properties);
                    return true;
                }
            }
            """,
            "if (!await sessions.IsActiveAsync($id)) { return false; }"
        },
    };

    /// <summary>The sealer of the application, as its author marks it: a body, and the sealer's member.</summary>
    public static TheoryData<string, string> Marked => new()
    {
        {
            """var s = Sealer.Open(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """[Unseals] public static Session Open(string text) => JsonSerializer.Deserialize<Session>(Convert.FromBase64String(text))!;"""
        },
        {
            """var s = await Sealer.OpenAsync(ctx); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """[Unseals] public static Task<Session> OpenAsync(HttpContext ctx) => Task.FromResult(JsonSerializer.Deserialize<Session>(ctx.Request.Cookies["session"]!)!);"""
        },
        {
            """if (!Sealer.TryOpen(ctx.Request.Cookies["session"], out var s)) { return Results.Unauthorized(); } /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """[Unseals] public static bool TryOpen(string? text, out Session session) { session = JsonSerializer.Deserialize<Session>(text ?? "null")!; return session is not null; }"""
        },
        {
            """var envelope = new Envelope(); /*check envelope.Payload.SessionId*/ return Results.Ok(await orders.[|ListAsync|](envelope.Payload.UserId));""",
            """} class Envelope { [Unseals] public Session Payload { get; set; } = null!;"""
        },
        {
            """var sealer = ctx.RequestServices.GetRequiredService<IOwnSealer>(); var s = sealer.Open("x"); /*check*/ if (s.[|Role|] != "admin") { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
            """} interface IOwnSealer { [Unseals] Session Open(string text);"""
        },
    };

    /// <summary>The guard of the application, as its author marks it: the check, and the guard's member.</summary>
    public static TheoryData<string, string> MarkedGuards => new()
    {
        { """if (!await Guard.IsAliveAsync(s)) { return Results.Unauthorized(); }""", """{0} public static Task<bool> IsAliveAsync(Session session) => Task.FromResult(Maintenance.IsOver);""" },
        { """if (Guard.Check(s) is not { } alive) { return Results.Unauthorized(); }""", """{0} public static object? Check(Session session) => Maintenance.IsOver ? new object() : null;""" },
        { """if (!Guard.IsAlive(s.SessionId)) { throw new UnauthorizedAccessException(); }""", """{0} public static bool IsAlive(string sid) => Maintenance.IsOver;""" },
        { """var alive = s.IsAlive(); if (!alive) { return Results.Forbid(); }""", """{0} public static bool IsAlive(this Session session) => Maintenance.IsOver;""" },
    };

    [Theory]
    [MemberData(nameof(Applications))]
    public Task Application_IsReported(string program, string check)
    {
        Assert.Contains("$id", check, StringComparison.Ordinal);
        return VerifyReportedAsync(program);
    }

    [Theory]
    [MemberData(nameof(Applications))]
    public Task ApplicationThatLooksUp_IsSilent(string program, string check) => VerifyTwinAsync(program, check);

    [Theory]
    [MemberData(nameof(Marked))]
    public Task MarkedUnseals_IsReported(string body, string member) => VerifyReportedAsync(Annotated(body, member, ""));

    [Theory]
    [MemberData(nameof(Marked))]
    public Task MarkedUnsealsAndLookedUp_IsSilent(string body, string member) => VerifyTwinAsync(Annotated(body, member, ""));

    [Theory]
    [MemberData(nameof(MarkedGuards))]
    public async Task MarkedRevalidates_IsSilent(string check, string member)
    {
        await VerifySilentAsync(Annotated(Opened + check + Decided, "", member.Replace("{0}", "[Revalidates]", StringComparison.Ordinal)));
        await VerifyReportedAsync(Annotated(Opened + check + Decides, "", member.Replace("{0}", "", StringComparison.Ordinal)));
    }

    /// <summary>A method that the application calls a decision is one, though its name says nothing.</summary>
    [Theory]
    [InlineData("""var badge = Guard.[|Stamp|](s.Role); return Results.Text(badge);""", """[TrustDecision] public static string Stamp(string role) => role + "!";""", """public static string Stamp(string role) => role + "!";""")]
    [InlineData("""var badge = Guard.[|Stamp|]("badge", s.Role); return Results.Text(badge);""", """public static string Stamp(string kind, [TrustDecision] string role) => kind + role;""", """public static string Stamp([TrustDecision] string kind, string role) => kind + role;""")]
    public async Task MarkedDecision_IsReported(string body, string decides, string doesNot)
    {
        await VerifyReportedAsync(Annotated(Opened + body, "", decides));
        await VerifyTwinAsync(Annotated(Opened + "/*check*/ " + body, "", decides));
        await VerifySilentAsync(Annotated(Opened + body.Replace("[|Stamp|]", "Stamp", StringComparison.Ordinal), "", doesNot));
    }

    [Theory]
    [InlineData("My.Sealer.Open")]
    [InlineData("Elsewhere.Sealer.Read, My.Sealer.Open")]
    public async Task NamedUnsealMethod_IsReported(string option)
    {
        const string Body = """var s = My.Sealer.Open(ctx.Request.Cookies["session"]!); /*check*/""";
        const string Sealer = """namespace My { public static class Sealer { public static Session Open(string text) => JsonSerializer.Deserialize<Session>(Convert.FromBase64String(text))!; } }""";
        await VerifyReportedAsync(Endpoint(Body + Decides) + "\n" + Sealer, editorConfig: "session_analyzers.unseal_methods = " + option);
        await VerifyTwinAsync(Endpoint(Body + Decides) + "\n" + Sealer, editorConfig: "session_analyzers.unseal_methods = " + option);
    }

    [Theory]
    [InlineData("")]
    [InlineData("session_analyzers.unseal_methods = My.Sealer.Close")]
    [InlineData("session_analyzers.unseal_methods = Your.Sealer.Open")]
    public Task MethodThatNobodyNames_IsSilent(string option) => VerifySilentAsync(
        Endpoint("""var s = My.Sealer.Open(await File.ReadAllTextAsync("session"));""" + Decided)
            + """ namespace My { public static class Sealer { public static Session Open(string text) => JsonSerializer.Deserialize<Session>(Convert.FromBase64String(text))!; } }""",
        editorConfig: option);

    [Theory]
    [InlineData("""if (!await My.Guard.CheckAsync(s)) { return Results.Unauthorized(); }""", """public static Task<bool> CheckAsync(Session session) => Task.FromResult(Maintenance.IsOver);""", "My.Guard.CheckAsync")]
    [InlineData("""if (My.Guard.Check(s.SessionId) != "alive") { return Results.Unauthorized(); }""", """public static string Check(string sid) => Maintenance.IsOver ? "alive" : "ended";""", "Elsewhere.Guard.Check, My.Guard.Check")]
    public async Task NamedRevalidateMethod_IsSilent(string check, string member, string option)
    {
        var guard = $$""" namespace My { public static class Guard { {{member}} } } static class Maintenance { public static bool IsOver { get; set; } }""";
        await VerifySilentAsync(Endpoint(Opened + check + Decided) + guard, editorConfig: "session_analyzers.revalidate_methods = " + option);
        await VerifyReportedAsync(Endpoint(Opened + check + Decides) + guard, editorConfig: "session_analyzers.revalidate_methods = My.Guard.Other");
    }

    /// <summary>The attributes count by their full name, as the runtime's own do.</summary>
    [Fact]
    public Task AttributeOfAnotherNamespace_IsSilent() => VerifySilentAsync(
        Annotated("""var s = Sealer.Open(await File.ReadAllTextAsync("session"));""" + Decided, """[Unseals] public static Session Open(string text) => JsonSerializer.Deserialize<Session>(text)!;""", "", "Elsewhere.Annotations"));

    private static string Annotated(string body, string sealer, string guard, string annotations = "SealedSessions.Annotations") => $$"""
        using {{annotations}};

        {{Endpoint(body)}}

        static class Sealer
        {
            {{sealer}}
        }

        static class Guard
        {
            {{guard}}
        }

        static class Maintenance
        {
            public static bool IsOver { get; set; }
        }

        namespace {{annotations}}
        {
            [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
            sealed class UnsealsAttribute : Attribute;

            [AttributeUsage(AttributeTargets.Method)]
            sealed class RevalidatesAttribute : Attribute;

            [AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
            sealed class TrustDecisionAttribute : Attribute;
        }
        """;
}
