using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>What revalidates the session <c>s</c>, and beside it what looks alike and does not.</summary>
public sealed class SESS4001UnsealedClaimsTrustedBarrierTests
{
    /// <summary>First the look-up whose result is tested, then the same one whose result is not, or that asks for something else.</summary>
    private static readonly (string Good, string Bad)[] Lookups =
    [
        (
            """if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); }""",
            """await sessions.IsActiveAsync(s.SessionId);"""
        ),
        (
            """if (sessions.IsRevoked(s.SessionId)) { return Results.Unauthorized(); }""",
            """sessions.IsRevoked(s.SessionId);"""
        ),
        (
            """var stored = await sessions.GetAsync(s.SessionId); if (stored is null) { return Results.Unauthorized(); }""",
            """var stored = await sessions.GetAsync(s.SessionId); logger.LogDebug("{Stored}", stored);"""
        ),
        (
            """var stored = sessions.Get(s.SessionId); if (stored == null || stored.IsRevoked) { return Results.Unauthorized(); }""",
            """var stored = sessions.Get(s.SessionId);"""
        ),
        (
            """if (await sessions.GetAsync(s.SessionId) is not { IsRevoked: false }) { return Results.Unauthorized(); }""",
            """_ = await sessions.GetAsync(s.SessionId);"""
        ),
        (
            """if (await sessions.GetAsync(s.SessionId) is not { } stored || stored.UserId != s.UserId) { return Results.Unauthorized(); }""",
            """if (await orders.FindAsync(id) is not { } order || order.Total < 0) { return Results.NotFound(); }"""
        ),
        (
            """_ = await sessions.GetAsync(s.SessionId) ?? throw new UnauthorizedAccessException();""",
            """_ = await orders.FindAsync(id) ?? throw new KeyNotFoundException();"""
        ),
        (
            """if (!sessions.TryGet(s.SessionId, out var stored)) { return Results.Unauthorized(); }""",
            """sessions.TryGet(s.SessionId, out var stored);"""
        ),
        (
            """if (!sessions.TryGet(s.SessionId, out var stored) || stored.RevokedAt is not null) { return Results.Forbid(); }""",
            """if (!memory.TryGetValue("catalogue", out var catalogue) || catalogue is null) { return Results.NotFound(); }"""
        ),
        (
            """var status = await sessions.GetStatusAsync(s.SessionId); if (status != SessionStatus.Active) { return Results.Unauthorized(); }""",
            """var status = await sessions.GetStatusAsync(s.SessionId); logger.LogDebug("{Status}", status);"""
        ),
        (
            """switch (await sessions.GetStatusAsync(s.SessionId)) { case SessionStatus.Active: break; default: return Results.Unauthorized(); }""",
            """switch (id) { case > 0: break; default: return Results.NotFound(); }"""
        ),
        (
            """var active = await sessions.IsActiveAsync(s.SessionId); if (!active) { return Results.Unauthorized(); }""",
            """var active = await sessions.IsActiveAsync(s.SessionId); logger.LogDebug("{Active}", active);"""
        ),
        (
            """var account = await users.FindAsync(s.UserId); if (account is null) { return Results.Unauthorized(); }""",
            """var order = await orders.FindAsync(id); if (order is null) { return Results.NotFound(); }"""
        ),
        (
            """var account = await users.FindAsync(s.UserId); if (account is not { IsActive: true }) { return Results.Unauthorized(); }""",
            """var order = await orders.FindAsync(id); if (order is not { Total: > 0 }) { return Results.NotFound(); }"""
        ),
        (
            """var account = await users.FindAsync(s.UserId); if (account is null || account.SecurityStamp != s.Stamp) { return Results.Unauthorized(); }""",
            """var account = await users.FindAsync("support"); if (account is null || !account.IsActive) { return Results.Unauthorized(); }"""
        ),
        (
            """if (!await users.ExistsAsync(s.UserId)) { return Results.Unauthorized(); }""",
            """if (!await users.ExistsAsync("support")) { return Results.Unauthorized(); }"""
        ),
        (
            """var account = await userManager.FindByIdAsync(s.UserId); if (account is null) { return Results.Unauthorized(); }""",
            """var account = await userManager.GetUserAsync(ctx.User); if (account is null) { return Results.Unauthorized(); }"""
        ),
        (
            """var account = await userManager.FindByIdAsync(s.UserId); if (account is null || await userManager.GetSecurityStampAsync(account) != s.Stamp) { return Results.Unauthorized(); }""",
            """var account = await userManager.FindByNameAsync("support"); if (account is null || await userManager.IsLockedOutAsync(account)) { return Results.Unauthorized(); }"""
        ),
        (
            """var account = await db.Users.FindAsync(s.UserId); if (account is null) { return Results.Unauthorized(); }""",
            """var order = await db.Orders.FindAsync(id); if (order is null) { return Results.NotFound(); }"""
        ),
        (
            """if (db.Users.Find(s.UserId) is not { IsActive: true }) { return Results.Unauthorized(); }""",
            """if (db.Orders.Find(id) is not { Total: > 0 }) { return Results.NotFound(); }"""
        ),
        (
            """var account = await db.Users.FirstOrDefaultAsync(user => user.Id == s.UserId); if (account is null) { return Results.Unauthorized(); }""",
            """var account = await db.Users.FirstOrDefaultAsync(user => user.IsAdmin); if (account is null) { return Results.Unauthorized(); }"""
        ),
        (
            """var account = db.Users.SingleOrDefault(user => user.Id == s.UserId && user.IsActive); if (account == null) { return Results.Unauthorized(); }""",
            """var order = db.Orders.SingleOrDefault(other => other.Id == id); if (order == null) { return Results.NotFound(); }"""
        ),
        (
            """if (!await db.Sessions.AnyAsync(stored => stored.Id == s.SessionId && stored.RevokedAt == null)) { return Results.Unauthorized(); }""",
            """if (!await db.Orders.AnyAsync(order => order.Id == id)) { return Results.NotFound(); }"""
        ),
        (
            """var account = await db.Users.AsNoTracking().Where(user => user.Id == s.UserId).FirstOrDefaultAsync(); if (account is null) { return Results.Unauthorized(); }""",
            """var order = await db.Orders.AsNoTracking().Where(other => other.Id == id).FirstOrDefaultAsync(); if (order is null) { return Results.NotFound(); }"""
        ),
        (
            """if (!memory.TryGetValue("session:" + s.SessionId, out _)) { return Results.Unauthorized(); }""",
            """if (!memory.TryGetValue("catalogue", out _)) { return Results.NotFound(); }"""
        ),
        (
            """if (memory.Get<StoredSession>(s.SessionId) is null) { return Results.Unauthorized(); }""",
            """if (memory.Get<string>("catalogue") is null) { return Results.NotFound(); }"""
        ),
        (
            """if (await cache.GetStringAsync($"revoked:{s.SessionId}") is not null) { return Results.Unauthorized(); }""",
            """if (await cache.GetStringAsync($"order:{id}") is not null) { return Results.Conflict(); }"""
        ),
        (
            """var entry = await cache.GetAsync("session:" + s.SessionId); if (entry is null) { return Results.Unauthorized(); }""",
            """var entry = await cache.GetAsync("session:" + s.SessionId); logger.LogDebug("{Length}", entry?.Length);"""
        ),
        (
            """var stamp = await connection.QuerySingleOrDefaultAsync<string>("select stamp from users where id = @id", new { id = s.UserId }); if (stamp != s.Stamp) { return Results.Unauthorized(); }""",
            """var total = await connection.QuerySingleOrDefaultAsync<decimal>("select total from orders where id = @id", new { id }); if (total < 0) { return Results.NotFound(); }"""
        ),
    ];

    /// <summary>First the expiry and a look-up, then the expiry alone.</summary>
    private static readonly (string Good, string Bad)[] Expiries =
    [
        (
            """if (s.ExpiresAt < DateTimeOffset.UtcNow) { return Results.Unauthorized(); } if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); }""",
            """if (s.ExpiresAt < DateTimeOffset.UtcNow) { return Results.Unauthorized(); }"""
        ),
        (
            """if (s.ExpiresAt <= clock.GetUtcNow() || !await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); }""",
            """if (s.ExpiresAt <= clock.GetUtcNow()) { return Results.Unauthorized(); }"""
        ),
        (
            """if (clock.GetUtcNow() > s.ExpiresAt) { throw new UnauthorizedAccessException(); } if (await users.FindAsync(s.UserId) is not { IsActive: true }) { throw new UnauthorizedAccessException(); }""",
            """if (clock.GetUtcNow() > s.ExpiresAt) { throw new UnauthorizedAccessException(); }"""
        ),
        (
            """var isExpired = DateTime.UtcNow >= s.ExpiresAt.UtcDateTime; if (isExpired || sessions.IsRevoked(s.SessionId)) { return Results.Unauthorized(); }""",
            """var isExpired = DateTime.UtcNow >= s.ExpiresAt.UtcDateTime; if (isExpired) { return Results.Unauthorized(); }"""
        ),
        (
            """if (s.ExpiresAt.CompareTo(DateTimeOffset.Now) < 0) { return Results.Unauthorized(); } if (sessions.Get(s.SessionId) is not { IsRevoked: false }) { return Results.Unauthorized(); }""",
            """if (s.ExpiresAt.CompareTo(DateTimeOffset.Now) < 0) { return Results.Unauthorized(); }"""
        ),
    ];

    /// <summary>First on every path, then on some only.</summary>
    private static readonly (string Good, string Bad)[] Paths =
    [
        (
            """if (id > 0) { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } } else if (await users.FindAsync(s.UserId) is null) { return Results.Unauthorized(); }""",
            """if (id > 0) { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } }"""
        ),
        (
            """var strict = configuration.GetValue<bool>("Strict"); if (!await sessions.IsActiveAsync(s.SessionId) || strict && await users.FindAsync(s.UserId) is null) { return Results.Unauthorized(); }""",
            """var strict = configuration.GetValue<bool>("Strict"); if (strict && !await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); }"""
        ),
        (
            """try { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } } catch (TimeoutException) { return Results.StatusCode(503); }""",
            """try { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } } catch (TimeoutException) { logger.LogWarning("The store is down."); }"""
        ),
        (
            """switch (id) { case 0: if (sessions.IsRevoked(s.SessionId)) { return Results.Unauthorized(); } break; default: if (sessions.Get(s.SessionId) is null) { return Results.Unauthorized(); } break; }""",
            """switch (id) { case 0: if (sessions.IsRevoked(s.SessionId)) { return Results.Unauthorized(); } break; default: break; }"""
        ),
        (
            """var alive = await sessions.IsActiveAsync(s.SessionId); try { if (!alive) { return Results.Unauthorized(); } } finally { logger.LogDebug("asked"); }""",
            """var alive = true; if (ctx.Request.Method != "GET") { alive = await sessions.IsActiveAsync(s.SessionId); } if (!alive) { return Results.Unauthorized(); }"""
        ),
        (
            """do { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } } while (id < 0);""",
            """while (id < 0) { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } }"""
        ),
        (
            """if (!ctx.Request.Headers.ContainsKey("X-Internal")) { logger.LogDebug("from outside"); } if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); }""",
            """if (!ctx.Request.Headers.ContainsKey("X-Internal")) { if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } }"""
        ),
    ];

    public static TheoryData<string> Tested => [.. Lookups.Concat(Expiries).Concat(Paths).Select(static pair => pair.Good)];

    public static TheoryData<string> NotAsked => [.. Lookups.Select(static pair => pair.Bad)];

    public static TheoryData<string> OnlyExpiry => [.. Expiries.Select(static pair => pair.Bad)];

    public static TheoryData<string> OnSomePaths => [.. Paths.Select(static pair => pair.Bad)];

    [Theory]
    [MemberData(nameof(Tested))]
    public Task LookedUpAndTested_IsSilent(string check) => VerifySilentAsync(Endpoint(Opened + check + Decided));

    [Theory]
    [MemberData(nameof(NotAsked))]
    public Task NotTestedOrSomethingElseLookedUp_IsReported(string check) => VerifyReportedAsync(Endpoint(Opened + check + Decides));

    [Theory]
    [MemberData(nameof(OnlyExpiry))]
    public Task OnlyExpiryChecked_IsReported(string check) => VerifyReportedAsync(Endpoint(Opened + check + Decides));

    [Theory]
    [MemberData(nameof(OnSomePaths))]
    public Task LookedUpOnSomePathsOnly_IsReported(string check) => VerifyReportedAsync(Endpoint(Opened + check + Decides));

    /// <summary>The look-up and the decision are one condition, or in another order.</summary>
    [Theory]
    [InlineData(
        """if (await sessions.IsActiveAsync(s.SessionId) || s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (await sessions.IsActiveAsync(s.SessionId) && s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """if (await sessions.GetAsync(s.SessionId) is null && !s.[|IsAdmin|]) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (await sessions.GetAsync(s.SessionId) is null || !s.IsAdmin) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData(
        """if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } return Results.Ok();""",
        """if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """var list = await orders.[|ListAsync|](s.UserId); if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } return Results.Ok(list);""",
        """if (!await sessions.IsActiveAsync(s.SessionId)) { return Results.Unauthorized(); } var list = await orders.ListAsync(s.UserId); return Results.Ok(list);""")]
    [InlineData(
        """return s.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""",
        """return await sessions.IsActiveAsync(s.SessionId) ? s.IsAdmin ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid() : Results.Unauthorized();""")]
    [InlineData(
        """return await users.FindAsync("support") is { } && s.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""",
        """return await users.FindAsync(s.UserId) is { IsActive: true } && s.IsAdmin ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""")]
    public async Task DecisionBesideLookup_IsReportedWhereItDoesNotNeedIt(string hit, string twin)
    {
        await VerifyReportedAsync(Endpoint(Opened + hit));
        await VerifySilentAsync(Endpoint(Opened + twin));
    }

    /// <summary>What the store says decides, not what was sealed.</summary>
    [Theory]
    [InlineData("""var account = await users.FindAsync(s.UserId); if (account is not { IsAdmin: true }) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData("""var account = await users.FindAsync(s.UserId); if (account?.IsAdmin != true) { return Results.Forbid(); } return Results.Ok(await reports.PayrollAsync());""")]
    [InlineData("""var account = await userManager.FindByIdAsync(s.UserId); if (account is null || !await userManager.IsInRoleAsync(account, "admin")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData("""if (!await db.Users.AnyAsync(user => user.Id == s.UserId && user.IsAdmin)) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData("""var stored = await sessions.GetAsync(s.SessionId); if (stored is null || !stored.IsAdmin) { return Results.Forbid(); } await orders.DeleteAllAsync(stored.UserId); return Results.NoContent();""")]
    public Task DecidedByStore_IsSilent(string body) => VerifySilentAsync(Endpoint(Opened + body));

    /// <summary>The cookie holds nothing but the key of a session that the server keeps.</summary>
    [Theory]
    [InlineData("""var stored = await sessions.GetAsync(sid); if (stored is null) { return Results.Unauthorized(); } if (stored.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var stored = await sessions.GetAsync(sid); if (stored is null || stored.IsRevoked) { return Results.Unauthorized(); } return Results.Ok(await orders.ListAsync(stored.UserId));""")]
    [InlineData("""if (!sessions.TryGet(sid, out var stored)) { return Results.Unauthorized(); } await orders.DeleteAllAsync(stored.UserId); return Results.NoContent();""")]
    [InlineData("""if (!memory.TryGetValue<Session>(sid, out var s) || s is null) { return Results.Unauthorized(); } if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var json = await cache.GetStringAsync("session:" + sid); if (json is null) { return Results.Unauthorized(); } var s = JsonSerializer.Deserialize<Session>(json)!; if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var stored = await db.Sessions.FirstOrDefaultAsync(row => row.Id == sid); if (stored is null) { return Results.Unauthorized(); } var identity = new ClaimsIdentity([new Claim("sub", stored.UserId)], "Sealed"); ctx.User = new ClaimsPrincipal(identity); return Results.Ok();""")]
    public Task ReferenceToken_IsSilent(string body) => VerifySilentAsync(Endpoint("""var sid = protector.Unprotect(ctx.Request.Cookies["sid"]!); """ + body));

    /// <summary>A member of the application asks: first whose answer counts, then one that does not ask or is not heard.</summary>
    [Theory]
    [InlineData(
        """if (!await IsAliveAsync(s)) { return Results.Unauthorized(); }""",
        """private async Task<bool> IsAliveAsync(Session session) => await sessions.GetAsync(session.SessionId) is { IsRevoked: false };""",
        """private Task<bool> IsAliveAsync(Session session) => Task.FromResult(true);""")]
    [InlineData(
        """if (!await IsAliveAsync(s.SessionId)) { return Results.Unauthorized(); }""",
        """private async Task<bool> IsAliveAsync(string sid) { var stored = await sessions.GetAsync(sid); if (stored is null) { return false; } return !stored.IsRevoked; }""",
        """private async Task<bool> IsAliveAsync(string sid) { logger.LogDebug("{Session}", sid); return await Task.FromResult(accessor.HttpContext is not null); }""")]
    [InlineData(
        """await EnsureAliveAsync(s);""",
        """private async Task EnsureAliveAsync(Session session) { if (!await sessions.IsActiveAsync(session.SessionId)) { throw new UnauthorizedAccessException(); } }""",
        """private async Task EnsureAliveAsync(Session session) { await sessions.IsActiveAsync(session.SessionId); logger.LogDebug("Asked."); }""")]
    [InlineData(
        """await EnsureAliveAsync(s.UserId);""",
        """private async Task EnsureAliveAsync(string userId) { var account = await users.FindAsync(userId); if (account is not { IsActive: true }) { throw new UnauthorizedAccessException(); } }""",
        """private async Task EnsureAliveAsync(string userId) { var account = await users.FindAsync("support"); if (account is not { IsActive: true }) { throw new UnauthorizedAccessException(); } }""")]
    [InlineData(
        """EnsureAlive(s);""",
        """private void EnsureAlive(Session session) { _ = sessions.Get(session.SessionId) ?? throw new UnauthorizedAccessException(); }""",
        """private void EnsureAlive(Session session) { ArgumentNullException.ThrowIfNull(session); }""")]
    [InlineData(
        """if (await AccountOfAsync(s) is null) { return Results.Unauthorized(); }""",
        """private async Task<Account?> AccountOfAsync(Session session) { var account = await users.FindAsync(session.UserId); return account is { IsActive: true } ? account : null; }""",
        """private Task<Account?> AccountOfAsync(Session session) => Task.FromResult<Account?>(new Account { Id = session.UserId });""")]
    [InlineData(
        """if (!Alive()) { return Results.Unauthorized(); } bool Alive() => !sessions.IsRevoked(s.SessionId);""",
        "",
        null)]
    [InlineData(
        """Func<Session, Task<bool>> alive = session => sessions.IsActiveAsync(session.SessionId); if (!await alive(s)) { return Results.Unauthorized(); }""",
        "",
        null)]
    public async Task AskedByMember_IsSilent(string check, string asks, string? doesNot)
    {
        await VerifySilentAsync(Endpoint(Opened + check + Decided, asks));
        if (doesNot is not null)
        {
            await VerifyReportedAsync(Endpoint(Opened + check + Decides, doesNot));
        }
    }

    /// <summary>The wrapper that opens also asks; without it the caller is reported.</summary>
    [Theory]
    [InlineData(
        """var s = await ReadAsync(ctx); if (s is null) { return Results.Unauthorized(); }""",
        """private async Task<Session?> ReadAsync(HttpContext ctx) { var s = format.Unprotect(ctx.Request.Cookies["session"]); if (s is null) { return null; } /*check*/ return s; }""",
        "if (!await sessions.IsActiveAsync($id)) { return null; }")]
    [InlineData(
        """var s = await ReadAsync(ctx);""",
        """private async Task<Session> ReadAsync(HttpContext ctx) { var s = format.Unprotect(ctx.Request.Cookies["session"])!; /*check*/ await Task.Yield(); return s; }""",
        "if (sessions.Get($id) is null) { throw new UnauthorizedAccessException(); }")]
    [InlineData(
        """if (!TryRead(ctx, out var s)) { return Results.Unauthorized(); }""",
        """
        private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Session? s)
        {
            s = format.Unprotect(ctx.Request.Cookies["session"]);
            if (s is null)
            {
                return false;
            }

            /*check*/
            return true;
        }
        """,
        "if (sessions.IsRevoked($id)) { return false; }")]
    [InlineData(
        """if (!TryRead(ctx, out var s)) { return Results.Unauthorized(); }""",
        """
        private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Session? s)
        {
            var opened = format.Unprotect(ctx.Request.Cookies["session"]);
            s = null;
            if (opened is null)
            {
                return false;
            }

            /*check opened.SessionId*/
            s = opened;
            return true;
        }
        """,
        "if (!sessions.TryGet($id, out var stored) || stored.IsRevoked) { return false; }")]
    public async Task WrapperThatDoesNotAsk_IsReportedAtItsCaller(string opened, string wrapper, string check)
    {
        await VerifyReportedAsync(Endpoint(opened + Decides, wrapper));
        await VerifyTwinAsync(Endpoint(opened + Decided, wrapper), check);
    }

    /// <summary>Stores of the application's own making.</summary>
    [Theory]
    [InlineData(
        """if (!RevocationList.Contains(s.SessionId)) {""",
        """static class RevocationList { private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte> Revoked = new(); public static bool Contains(string sid) => Revoked.ContainsKey(sid); }""")]
    [InlineData(
        """if (new SessionRepository(db).Find(s.SessionId) is not null) {""",
        """sealed class SessionRepository(AppDbContext db) { public StoredSession? Find(string sid) => db.Sessions.Find(sid); }""")]
    [InlineData(
        """if (await new UserRepository(connection).IsEnabledAsync(s.UserId)) {""",
        """sealed class UserRepository(IDbConnection connection) { public async Task<bool> IsEnabledAsync(string id) => await connection.QuerySingleOrDefaultAsync<bool>("select enabled from users where id = @id", new { id }); }""")]
    public Task OwnStore_IsSilent(string check, string store) =>
        VerifySilentAsync(Endpoint(Opened + check + Decided + " } return Results.Unauthorized();") + "\n" + store);
}
