using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>The one door that SealedSessions leaves open: <c>UnverifiedClaims</c>.</summary>
public sealed class SESS4001UnsealedClaimsTrustedRuntimeTests
{
    private const string Revalidation = "if (!(await revalidator.RevalidateAsync($id)).Succeeded) { return Results.Unauthorized(); }";

    private const string Opened = """var unsealed = sealer.Unseal(ctx.Request.Cookies["session"]); if (!unsealed.Succeeded) { return Results.Unauthorized(); } """;

    /// <summary><c>/*check x*/</c> is the place where the twin revalidates <c>x</c>.</summary>
    public static TheoryData<string> Decisions =>
    [
        Opened + """/*check unsealed.Session*/ if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        Opened + """/*check unsealed.Session*/ var claims = unsealed.Session.UnverifiedClaims; if (!claims.[|IsAdmin|]) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        Opened + """var claims = unsealed.Session.UnverifiedClaims; /*check unsealed.Session*/ if (claims.[|Role|] != "admin") { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        Opened + """/*check unsealed.Session*/ if (unsealed.Session is { UnverifiedClaims.[|IsAdmin|]: true }) { await orders.DeleteAsync(id); } return Results.Ok();""",
        Opened + """var session = unsealed.Session; /*check session*/ return session.UnverifiedClaims.[|Role|] switch { "admin" => Results.Ok(await reports.PayrollAsync()), _ => Results.Forbid() };""",
        Opened + """/*check unsealed.Session*/ return Results.Ok(await orders.[|ListAsync|](unsealed.Session.UnverifiedSubject));""",
        Opened + """var subject = unsealed.Session.UnverifiedSubject; /*check unsealed.Session*/ return Results.Ok(await db.Orders.[|Where|](order => order.OwnerId == subject).ToListAsync());""",
        Opened + """/*check unsealed.Session*/ await payments.[|RefundAsync|](unsealed.Session.UnverifiedClaims.UserId, 10m); return Results.NoContent();""",
        Opened + """/*check unsealed.Session*/ var identity = new [|ClaimsIdentity|]([new Claim("sub", unsealed.Session.UnverifiedSubject)], "Sealed"); ctx.User = new ClaimsPrincipal(identity); return Results.Ok();""",
        Opened + """/*check unsealed.Session*/ var (sid, userId, tenantId, isAdmin, role, _, _, _, _, _, _) = unsealed.Session.UnverifiedClaims; if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var result = sealer.Unseal(ctx.Request.Headers["X-Session"]); if (result.Status != UnsealStatus.Success) { return Results.Unauthorized(); } var session = result.Session!; /*check session*/ if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (sealer.Unseal(ctx.Request.Cookies["session"]).Session is not { } session) { return Results.Unauthorized(); } /*check session*/ if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (sealer.Unseal(ctx.Request.Cookies["session"]) is not { Session: { } session }) { return Results.Unauthorized(); } /*check session*/ if (session.UnverifiedClaims.Permissions.[|Contains|]("orders.delete")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var session = manager.Unseal(ctx.Request.Cookies["session"]).Session; if (session is null) { return Results.Unauthorized(); } /*check session*/ if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var session = manager.Unseal(ctx.Request.Query["session"]).Session; /*check session!*/ if (session?.UnverifiedClaims.[|IsAdmin|] == true) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """switch (sealer.Unseal(ctx.Request.Cookies["session"])) { case { Succeeded: true, Session: var session }: /*check session!*/ if (session!.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok(); default: return Results.Unauthorized(); }""",
        """using var body = new StreamReader(ctx.Request.Body); var session = sealer.Unseal(await body.ReadToEndAsync()).Session; if (session is null) { return Results.Unauthorized(); } /*check session*/ await orders.[|DeleteAllAsync|](session.UnverifiedClaims.UserId); return Results.NoContent();""",
    ];

    /// <summary>A body, and the member that it reads the session by.</summary>
    public static TheoryData<string, string> Wrappers => new()
    {
        {
            Opened + """/*check unsealed.Session*/ if (![|MayDelete|](unsealed.Session)) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
            """private static bool MayDelete(UnsealedSession<Session> session) => session.UnverifiedClaims.IsAdmin;"""
        },
        {
            """var session = Read(ctx); if (session is null) { return Results.Unauthorized(); } /*check session*/ if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private UnsealedSession<Session>? Read(HttpContext ctx) => sealer.Unseal(ctx.Request.Cookies["session"]).Session;"""
        },
        {
            """if (!TryRead(ctx, out var session)) { return Results.Unauthorized(); } /*check session*/ if (session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """
            private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out UnsealedSession<Session>? session)
            {
                session = sealer.Unseal(ctx.Request.Cookies["session"]).Session;
                return session is not null;
            }
            """
        },
    };

    /// <summary>From <c>unsealed</c>: first revalidated and tested, then only looking so.</summary>
    [Theory]
    [InlineData(
        """var result = await revalidator.RevalidateAsync(unsealed.Session); if (!result.Succeeded) { return Results.Unauthorized(); } if (result.Session.Claims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (unsealed.Status != UnsealStatus.Success) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """var result = await revalidator.RevalidateAsync(unsealed.Session); if (result.Status != RevalidationStatus.Success) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (unsealed.Session.ExpiresAt < clock.GetUtcNow()) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """if ((await manager.RevalidateAsync(unsealed.Session, new RevalidationContext(Host: ctx), ctx.RequestAborted)).Session is not { } session) { return Results.Unauthorized(); } return Results.Ok(await orders.ListAsync(session.Subject));""",
        """if (unsealed.Session is not { } session) { return Results.Unauthorized(); } return Results.Ok(await orders.[|ListAsync|](session.UnverifiedSubject));""")]
    [InlineData(
        """if (await revalidator.RevalidateAsync(unsealed.Session) is not { Succeeded: true }) { return Results.Unauthorized(); } await orders.DeleteAllAsync(unsealed.Session.UnverifiedClaims.UserId); return Results.NoContent();""",
        """if (unsealed is not { Succeeded: true }) { return Results.Unauthorized(); } await orders.[|DeleteAllAsync|](unsealed.Session.UnverifiedClaims.UserId); return Results.NoContent();""")]
    [InlineData(
        """var result = await revalidator.RevalidateAsync(unsealed.Session); if (result.Succeeded) { if (unsealed.Session.UnverifiedClaims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok(); } return Results.Unauthorized();""",
        """var result = await revalidator.RevalidateAsync(unsealed.Session); if (!result.Succeeded) { if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok(); } return Results.Unauthorized();""")]
    [InlineData(
        """var result = await revalidator.RevalidateAsync(unsealed.Session); switch (result.Status) { case RevalidationStatus.Success: break; case RevalidationStatus.Unavailable: return Results.StatusCode(503); default: return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (id > 0) { if (!(await revalidator.RevalidateAsync(unsealed.Session)).Succeeded) { return Results.Unauthorized(); } } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """var result = await revalidator.RevalidateAsync(unsealed.Session); if (!result.Succeeded || !result.Session.AuthenticatedWithin(TimeSpan.FromMinutes(5))) { return Results.Unauthorized(); } if (result.Session.Claims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (clock.GetUtcNow() - unsealed.Session.AuthenticatedAt > TimeSpan.FromMinutes(5)) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """return await revalidator.RevalidateAsync(unsealed.Session) is { Session: { } session } && session.Claims.IsAdmin ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""",
        """return unsealed is { Session: { } session } && session.UnverifiedClaims.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""")]
    [InlineData(
        """if (!await sessions.IsActiveAsync(unsealed.Session.Id.ToHex())) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (unsealed.Session.Generation > 100) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """if (await users.FindAsync(unsealed.Session.UnverifiedSubject) is not { IsActive: true }) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (await users.FindAsync("support") is not { IsActive: true }) { return Results.Unauthorized(); } if (unsealed.Session.UnverifiedClaims.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    public async Task Revalidated_IsSilent(string revalidated, string hit)
    {
        await VerifySilentAsync(Program(Opened + revalidated), withRuntime: true);
        await VerifyReportedAsync(Program(Opened + hit), withRuntime: true);
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public Task UnverifiedClaims_IsReported(string body) => VerifyReportedAsync(Program(body), withRuntime: true);

    [Theory]
    [MemberData(nameof(Decisions))]
    public Task UnverifiedClaimsAfterRevalidation_IsSilent(string body) => VerifyTwinAsync(Program(body), Revalidation, withRuntime: true);

    [Theory]
    [MemberData(nameof(Wrappers))]
    public Task ReadByMember_IsReported(string body, string member) => VerifyReportedAsync(Program(body, member), withRuntime: true);

    [Theory]
    [MemberData(nameof(Wrappers))]
    public Task ReadByMemberAndRevalidated_IsSilent(string body, string member) => VerifyTwinAsync(Program(body, member), Revalidation, withRuntime: true);

    /// <summary>The manager opens and revalidates in one call; what is not claims is no source; showing decides nothing.</summary>
    [Theory]
    [InlineData("""var opened = await manager.OpenAsync(ctx.Request.Cookies["session"]); if (!opened.Succeeded) { return Results.Unauthorized(); } if (opened.Session.Claims.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""if ((await manager.OpenAsync(ctx.Request.Cookies["session"])).Session is not { } session) { return Results.Unauthorized(); } return Results.Ok(await orders.ListAsync(session.Subject));""")]
    [InlineData(Opened + """await manager.EndAsync(unsealed.Session); return Results.NoContent();""")]
    [InlineData(Opened + """if (unsealed.Session.NeedsReseal != ResealReasons.None) { logger.LogDebug("{Key}", unsealed.Session.KeyId); } return Results.Text(unsealed.Session.UnverifiedClaims.DisplayName);""")]
    [InlineData(Opened + """return Results.Ok(new { unsealed.Session.UnverifiedClaims.Theme, unsealed.Session.UnverifiedClaims.Culture });""")]
    [InlineData(Opened + """logger.LogInformation("{Subject}", unsealed.Session.UnverifiedSubject); return Results.Ok();""")]
    [InlineData(Opened + """var claims = unsealed.Session.UnverifiedClaims with { Theme = "dark" }; var token = sealer.Seal(new NewSession<Session> { Subject = unsealed.Session.UnverifiedSubject, Claims = claims }); ctx.Response.Cookies.Append("session", token.Value); return Results.Ok();""")]
    public Task NothingUnverifiedTrusted_IsSilent(string body) => VerifySilentAsync(Program(body), withRuntime: true);

    /// <summary>The check of the subject is what revalidation asks: it has nothing but unverified claims.</summary>
    [Theory]
    [InlineData(
        """
        class AccountCheck(IUsers users) : ISubjectCheck<Session>
        {
            public async ValueTask<SubjectCheckResult<Session>> CheckAsync(UnsealedSession<Session> session, CancellationToken cancellation) =>
                await users.ExistsAsync(session.UnverifiedSubject) ? SubjectCheckResult.Valid<Session>() : SubjectCheckResult.Rejected<Session>();
        }
        """)]
    [InlineData(
        """
        class AccountCheck(IUsers users) : ISubjectCheck<Session>
        {
            public async ValueTask<SubjectCheckResult<Session>> CheckAsync(UnsealedSession<Session> session, CancellationToken cancellation)
            {
                if (await users.FindAsync(session.UnverifiedSubject) is not { IsActive: true } account)
                {
                    return SubjectCheckResult.Rejected<Session>();
                }

                var claims = session.UnverifiedClaims;
                return claims.IsAdmin == account.IsAdmin ? SubjectCheckResult.Valid<Session>() : SubjectCheckResult.Changed(claims with { IsAdmin = account.IsAdmin });
            }
        }
        """)]
    [InlineData(
        """
        class StampCheck(AppDbContext db) : ISubjectCheck<Session>
        {
            public async ValueTask<SubjectCheckResult<Session>> CheckAsync(UnsealedSession<Session> session, CancellationToken cancellation)
            {
                var account = await db.Users.FirstOrDefaultAsync(user => user.Id == session.UnverifiedSubject, cancellation);
                return account is { IsActive: true } && account.SecurityStamp == session.UnverifiedClaims.Stamp
                    ? SubjectCheckResult.Valid<Session>()
                    : SubjectCheckResult.Rejected<Session>();
            }
        }
        """)]
    public Task SubjectCheck_IsSilent(string source) => VerifySilentAsync("using SealedSessions;\n\n" + source, withRuntime: true);

    /// <summary>Without ASP.NET Core: a worker that is handed sealed jobs.</summary>
    [Fact]
    public async Task Worker_IsReportedUntilItRevalidates()
    {
        const string Worker = """
            using SealedSessions;

            class Jobs(SessionSealer<Session> sealer, ISessionRevalidator<Session> revalidator, IOrders orders, ILogger<Jobs> logger)
            {
                public async Task RunAsync(string token, CancellationToken cancellation)
                {
                    var unsealed = sealer.Unseal(token);
                    if (!unsealed.Succeeded)
                    {
                        logger.LogWarning("{Status}", unsealed.Status);
                        return;
                    }

                    /*check unsealed.Session*/
                    await orders.[|DeleteAllAsync|](unsealed.Session.UnverifiedClaims.UserId);
                }
            }
            """;
        await VerifyReportedAsync(Worker, withRuntime: true);
        await VerifyTwinAsync(Worker, "if (!(await revalidator.RevalidateAsync($id, cancellation: cancellation)).Succeeded) { return; }", withRuntime: true);
    }

    private static string Program(string body, string members = "") => $$"""
        using SealedSessions;

        class SealedEndpoints(
            SessionSealer<Session> sealer, SessionManager<Session> manager, ISessionRevalidator<Session> revalidator,
            ISessionStore sessions, IUsers users, IOrders orders, IReports reports, IPayments payments, AppDbContext db, ILogger<SealedEndpoints> logger, TimeProvider clock)
        {
            public async Task<IResult> Handle(HttpContext ctx, int id)
            {
                {{body}}
            }

            {{members}}
        }
        """;
}
