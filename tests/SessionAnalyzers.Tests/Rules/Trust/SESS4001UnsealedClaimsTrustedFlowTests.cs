using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>How an unsealed value moves from where it is opened to where it decides.</summary>
public sealed class SESS4001UnsealedClaimsTrustedFlowTests
{
    /// <summary>Within one method, from <c>s</c>.</summary>
    public static TheoryData<string> Locals =>
    [
        """var session = s; /*check*/ if (session.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var isAdmin = s.IsAdmin; /*check*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var mayDelete = id > 0 && s.Role == "admin"; /*check*/ if (![|mayDelete|]) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """var role = s.Role.Trim().ToLowerInvariant(); /*check*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var role = $"{s.TenantId}:{s.Role}"; /*check*/ if ([|role|] == "acme:admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var (userId, isAdmin) = (s.UserId, s.IsAdmin); /*check userId*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var (_, userId, _, isAdmin, _, _, _, _, _, _, _) = s; /*check userId*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var who = (Id: s.UserId, Admin: s.IsAdmin); /*check who.Id*/ if (who.[|Admin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var who = new { s.UserId, s.IsAdmin }; /*check who.UserId*/ if (who.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var seen = s with { DisplayName = s.DisplayName.Trim() }; /*check seen.SessionId*/ if (seen.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """/*check*/ if (s is { IsAdmin: var isAdmin } && [|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """object any = s; if (any is not Session session) { return Results.Unauthorized(); } /*check session.SessionId*/ if (session.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """object any = s; /*check*/ if (((Session)any).[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """Session? session = null; if (id > 0) { session = s; } /*check*/ if (session?.[|IsAdmin|] == true) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var userId = s?.UserId ?? "guest"; /*check userId*/ return Results.Ok(await orders.[|ListAsync|](userId));""",
        """var userId = id > 0 ? s.UserId : "guest"; /*check userId*/ return Results.Ok(await orders.[|ListAsync|](userId));""",
        """string userId; try { userId = s.UserId.Substring(5); } catch (ArgumentOutOfRangeException) { return Results.BadRequest(); } /*check userId*/ await orders.[|DeleteAllAsync|](userId); return Results.NoContent();""",
        """var isAdmin = false; try { isAdmin = s.IsAdmin; } finally { logger.LogDebug("read"); } /*check*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var roles = s.Permissions.Where(permission => permission.StartsWith("orders.")).ToHashSet(); /*check*/ if (!roles.[|Contains|]("orders.delete")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """var list = new List<string>(); foreach (var permission in s.Permissions) { list.Add(permission); } /*check*/ if (list.[|Contains|]("orders.delete")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var facts = new Dictionary<string, string> { ["role"] = s.Role }; /*check*/ if (facts["role"].[|Equals|]("admin")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var facts = new[] { s.UserId, s.Role }; var role = facts[1]; /*check*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var level = s.Role switch { "admin" => 3, "clerk" => 2, _ => 0 }; /*check*/ if ([|level|] < 3) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """var account = new Account { Id = s.UserId, IsAdmin = s.IsAdmin }; /*check*/ if (account.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var role = ""; role += s.Role; /*check*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """string? userId = null; userId ??= s.UserId; /*check*/ await orders.[|DeleteAllAsync|](userId); return Results.NoContent();""",
        """var account = new Account(); account.Id = s.UserId; /*check account.Id*/ await orders.[|DeleteAllAsync|](account.Id); return Results.NoContent();""",
        """var who = await Task.FromResult(s.UserId); /*check who*/ await orders.[|DeleteAllAsync|](who); return Results.NoContent();""",
        """var who = new Lazy<string>(() => s.UserId); /*check*/ await orders.[|DeleteAllAsync|](who.Value); return Results.NoContent();""",
        """var owners = new[] { s.UserId, s.TenantId }; /*check*/ foreach (var owner in owners) { await orders.[|DeleteAllAsync|](owner); } return Results.NoContent();""",
        """static string OwnerOf(Session session) => session.UserId; /*check*/ await orders.[|DeleteAllAsync|](OwnerOf(s)); return Results.NoContent();""",
        """var isAdmin = false; lock (logger) { isAdmin = s.IsAdmin; } /*check*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var isAdmin = default(bool?); if (id > 0) { isAdmin = s.IsAdmin; } /*check*/ if ([|isAdmin|] == true) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """bool MayDelete() => s.IsAdmin; /*check*/ if (![|MayDelete|]()) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """Func<bool> mayDelete = () => s.IsAdmin; /*check*/ if (![|mayDelete|]()) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """/*check*/ await Task.Run(() => orders.[|DeleteAllAsync|](s.UserId)); return Results.NoContent();""",
        """async Task ClearAsync() { await orders.[|DeleteAllAsync|](s.UserId); } /*check*/ await ClearAsync(); return Results.NoContent();""",
    ];

    /// <summary>A body, and the wrapper that it opens the session by.</summary>
    public static TheoryData<string, string> Wrappers => new()
    {
        {
            """var s = Read(ctx); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Session Read(HttpContext ctx) => JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!;"""
        },
        {
            """var s = Read(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Session Read(string cookie) { var json = protector.Unprotect(cookie); return JsonSerializer.Deserialize<Session>(json) ?? throw new InvalidOperationException(); }"""
        },
        {
            """var s = Read(ctx); if (s is null) { return Results.Unauthorized(); } /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """
            private Session? Read(HttpContext ctx)
            {
                try
                {
                    return JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"] ?? ""));
                }
                catch (System.Security.Cryptography.CryptographicException)
                {
                    return null;
                }
            }
            """
        },
        {
            """if (!TryRead(ctx, out var s)) { return Results.Unauthorized(); } /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """
            private bool TryRead(HttpContext ctx, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Session? session)
            {
                session = null;
                if (ctx.Request.Cookies["session"] is not { Length: > 0 } cookie)
                {
                    return false;
                }

                session = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie));
                return session is not null;
            }
            """
        },
        {
            """var s = await ReadAsync(ctx); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """
            private async Task<Session> ReadAsync(HttpContext ctx)
            {
                using var stream = new MemoryStream(protector.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["session"]!)));
                return (await JsonSerializer.DeserializeAsync<Session>(stream, cancellationToken: ctx.RequestAborted))!;
            }
            """
        },
        {
            """var s = await ReadAsync(ctx).ConfigureAwait(false); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private ValueTask<Session> ReadAsync(HttpContext ctx) => ValueTask.FromResult(JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!);"""
        },
        {
            """var s = Open<Session>(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private T Open<T>(string text) where T : class => JsonSerializer.Deserialize<T>(protector.Unprotect(text))!;"""
        },
        {
            """var (userId, isAdmin) = Read(ctx); /*check userId*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private (string UserId, bool IsAdmin) Read(HttpContext ctx) { var parts = protector.Unprotect(ctx.Request.Cookies["session"]!).Split('|'); return (parts[0], parts[1] == "1"); }"""
        },
        {
            """var s = Parse(protector.Unprotect(ctx.Request.Cookies["session"]!)); /*check s.Id*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private static Account Parse(string text) { var parts = text.Split('|'); return new Account { Id = parts[0], IsAdmin = parts[1] == "1" }; }"""
        },
        {
            """Read(ctx, out var s, out _); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private void Read(HttpContext ctx, out Session session, out DateTimeOffset expires) => session = JsonSerializer.Deserialize<Session>(limited.Unprotect(ctx.Request.Cookies["session"]!, out expires))!;"""
        },
        {
            """Session? s = null; Read(ctx, ref s); /*check s!.SessionId*/ if (s!.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private void Read(HttpContext ctx, ref Session? session) => session ??= JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!));"""
        },
        {
            """var s = Read(ctx); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """
            private Session Read(HttpContext ctx) => Open(Cookie(ctx));
            private static string Cookie(HttpContext ctx) => ctx.Request.Cookies["session"] ?? throw new InvalidOperationException();
            private Session Open(string cookie) => JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie))!;
            """
        },
        {
            """Func<string, Session> open = text => JsonSerializer.Deserialize<Session>(protector.Unprotect(text))!; var s = open(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            ""
        },
        {
            """var s = Open(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok(); Session Open(string text) { var json = protector.Unprotect(text); return JsonSerializer.Deserialize<Session>(json)!; }""",
            ""
        },
        {
            """var s = Opened.Value; /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Lazy<Session> Opened => new(() => JsonSerializer.Deserialize<Session>(protector.Unprotect(accessor.HttpContext!.Request.Cookies["session"]!))!);"""
        },
        {
            """var s = ReadAll(ctx).First(); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private IEnumerable<Session> ReadAll(HttpContext ctx) => ctx.Request.Cookies.Where(cookie => cookie.Key.StartsWith("session")).Select(cookie => JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie.Value))!);"""
        },
        {
            """_session = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!)); /*check _session!.SessionId*/ if (_session!.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Session? _session;"""
        },
        {
            """Current = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; /*check Current.SessionId*/ if (Current.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Session Current { get; set; } = null!;"""
        },
        {
            """/*check Current.SessionId*/ if (Current.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """private Session Current => JsonSerializer.Deserialize<Session>(protector.Unprotect(accessor.HttpContext!.Request.Cookies["session"]!))!;"""
        },
        {
            """var s = Read(ctx); /*check*/ if (![|MayDelete|](s)) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
            """
            private Session Read(HttpContext ctx) => format.Unprotect(ctx.Request.Cookies["session"])!;
            private static bool MayDelete(Session session) => session.IsAdmin || session.Permissions.Contains("orders.delete");
            """
        },
        {
            """var s = Read(ctx); /*check*/ var userId = Owner(s); await orders.[|DeleteAllAsync|](userId); return Results.NoContent();""",
            """
            private Session Read(HttpContext ctx) => format.Unprotect(ctx.Request.Cookies["session"])!;
            private static string Owner(Session session) => "user:" + session.UserId;
            """
        },
    };

    /// <summary>The wrapper is a type of its own, and the body asks it.</summary>
    public static TheoryData<string, string> Services => new()
    {
        {
            """var s = new SessionReader(protector).Read(ctx); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """sealed class SessionReader(IDataProtector protector) { public Session Read(HttpContext ctx) => JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; }"""
        },
        {
            """var reader = ctx.RequestServices.GetRequiredService<SessionReader>(); var s = reader.Read(ctx.Request); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """sealed class SessionReader(IDataProtector protector) { public Session Read(HttpRequest request) => JsonSerializer.Deserialize<Session>(protector.Unprotect(request.Cookies["session"]!))!; }"""
        },
        {
            """var s = ctx.ReadSession(protector); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """static class SessionExtensions { public static Session ReadSession(this HttpContext ctx, IDataProtector protector) => JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; }"""
        },
        {
            """var s = protector.Open(ctx.Request.Cookies["session"]!); /*check*/ if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """static class Sealing { public static Session Open(this IDataProtector protector, string text) => JsonSerializer.Deserialize<Session>(protector.Unprotect(text))!; }"""
        },
        {
            """var current = new CurrentSession(accessor, protector); /*check current.Value.SessionId*/ if (current.Value.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
            """sealed class CurrentSession(IHttpContextAccessor accessor, IDataProtector protector) { public Session Value => JsonSerializer.Deserialize<Session>(protector.Unprotect(accessor.HttpContext!.Request.Cookies["session"]!))!; }"""
        },
        {
            """var current = new CurrentUser(accessor, protector); /*check current.Id*/ return Results.Ok(await orders.[|ListAsync|](current.Id));""",
            """sealed class CurrentUser(IHttpContextAccessor accessor, IDataProtector protector) { public string Id { get { return protector.Unprotect(accessor.HttpContext!.Request.Cookies["user"]!); } } }"""
        },
    };

    [Theory]
    [MemberData(nameof(Locals))]
    public Task CarriedToDecision_IsReported(string body) => VerifyReportedAsync(Endpoint(Opened + body));

    [Theory]
    [MemberData(nameof(Locals))]
    public Task CarriedToDecisionAfterLookup_IsSilent(string body) => VerifyTwinAsync(Endpoint(Opened + body));

    [Theory]
    [MemberData(nameof(Wrappers))]
    public Task OpenedByMember_IsReported(string body, string members) => VerifyReportedAsync(Endpoint(body, members));

    [Theory]
    [MemberData(nameof(Wrappers))]
    public Task OpenedByMemberAndLookedUp_IsSilent(string body, string members) => VerifyTwinAsync(Endpoint(body, members));

    [Theory]
    [MemberData(nameof(Services))]
    public Task OpenedByService_IsReported(string body, string type) => VerifyReportedAsync(Endpoint(body) + "\n" + type);

    [Theory]
    [MemberData(nameof(Services))]
    public Task OpenedByServiceAndLookedUp_IsSilent(string body, string type) => VerifyTwinAsync(Endpoint(body) + "\n" + type);

    /// <summary>What has been written over decides nothing.</summary>
    [Theory]
    [InlineData("""var isAdmin = s.IsAdmin; isAdmin = ctx.User.IsInRole("admin"); if (isAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var userId = s.UserId; logger.LogDebug("{User}", userId); userId = userManager.GetUserId(ctx.User)!; return Results.Ok(await orders.ListAsync(userId));""")]
    [InlineData("""var trusted = s with { IsAdmin = ctx.User.IsInRole("admin") }; if (trusted.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""s = null; if (s is { IsAdmin: true }) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    public Task WrittenOver_IsSilent(string body) => VerifySilentAsync(Endpoint(Opened + body));

    /// <summary>The same wrapper, given what the request did not carry.</summary>
    [Theory]
    [InlineData("""var s = Read(configuration["Operator"]!); if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var s = Read((await cache.GetStringAsync("operator"))!); if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData("""var order = await orders.FindAsync(id); var s = Read(order!.OwnerId); if (s.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok();""")]
    public Task WrapperOfStoredText_IsSilent(string body) =>
        VerifySilentAsync(Endpoint(body, """private Session Read(string text) => JsonSerializer.Deserialize<Session>(protector.Unprotect(text))!;"""));
}
