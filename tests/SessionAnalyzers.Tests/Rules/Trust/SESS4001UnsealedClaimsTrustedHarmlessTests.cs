using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>Nothing is decided by what was sealed, it was no session, or nobody knows where it came from.</summary>
public sealed class SESS4001UnsealedClaimsTrustedHarmlessTests
{
    /// <summary>Each body shows the session <c>s</c>, beside it one that acts by it.</summary>
    [Theory]
    [InlineData(
        """return Results.Text($"Hello {s.DisplayName}");""",
        """return Results.Text($"You have {(await orders.[|ListAsync|](s.UserId)).Count} orders");""")]
    [InlineData(
        """return Results.Ok(new { s.DisplayName, s.Theme, s.Culture });""",
        """return Results.Ok(new { s.DisplayName, Orders = await db.Orders.[|Where|](order => order.OwnerId == s.UserId).ToListAsync() });""")]
    [InlineData(
        """return Results.Content("<h1>" + System.Net.WebUtility.HtmlEncode(s.DisplayName) + "</h1>", "text/html");""",
        """if (s.[|Role|] == "admin") { return Results.Content(await reports.PayrollAsync(), "text/html"); } return Results.Forbid();""")]
    [InlineData(
        """ctx.Response.Headers["X-Greeting"] = s.DisplayName; return Results.Ok();""",
        """ctx.Response.Headers["X-Greeting"] = s.DisplayName; await payments.[|RefundAsync|](s.UserId, 10m); return Results.Ok();""")]
    [InlineData(
        """logger.LogInformation("{User} of {Tenant} asked.", s.UserId, s.TenantId); return Results.Ok();""",
        """logger.LogInformation("{User} of {Tenant} asked.", s.UserId, s.TenantId); if (s.[|IsAdmin|]) { orders.Delete(id); } return Results.Ok();""")]
    [InlineData(
        """if (s.IsAdmin) { logger.LogInformation("An administrator asked."); } return Results.Ok();""",
        """if (s.[|IsAdmin|]) { logger.LogInformation("An administrator asked."); await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """using (logger.BeginScope(new Dictionary<string, object> { ["user"] = s.UserId })) { return Results.Ok(await reports.PayrollAsync()); }""",
        """using (logger.BeginScope(new Dictionary<string, object> { ["user"] = s.UserId })) { return s.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid(); }""")]
    [InlineData(
        """System.Diagnostics.Activity.Current?.SetTag("enduser.id", s.UserId); return Results.Ok();""",
        """System.Diagnostics.Activity.Current?.SetTag("enduser.id", s.UserId); return Results.Ok(await orders.[|ListAsync|](s.UserId));""")]
    [InlineData(
        """CultureInfo.CurrentUICulture = new CultureInfo(s.Culture); return Results.Text(DateTime.Today.ToLongDateString());""",
        """CultureInfo.CurrentUICulture = new CultureInfo(s.Culture); if (!s.[|IsAdmin|]) { return Results.Forbid(); } return Results.Text(await reports.PayrollAsync());""")]
    [InlineData(
        """var css = s.Theme == "dark" ? "dark.css" : "light.css"; return Results.Text(css);""",
        """var css = s.Theme == "dark" ? "dark.css" : "light.css"; if (s.[|Role|] != "admin") { return Results.Forbid(); } return Results.Text(css + await reports.PayrollAsync());""")]
    [InlineData(
        """if (s.Theme == "dark") { ctx.Response.Cookies.Append("theme", "dark"); } return Results.Ok();""",
        """if (s.[|IsAdmin|]) { ctx.Response.Cookies.Append("theme", "dark"); await orders.DeleteAsync(id); } return Results.Ok();""")]
    [InlineData(
        """var title = s.Culture switch { "de" => "Bestellungen", "fr" => "Commandes", _ => "Orders" }; return Results.Text(title);""",
        """return s.[|Role|] switch { "admin" => Results.Text(await reports.PayrollAsync()), _ => Results.Forbid() };""")]
    [InlineData(
        """var name = s.DisplayName.Length > 20 ? s.DisplayName[..20] + "…" : s.DisplayName; return Results.Text(name);""",
        """var name = s.DisplayName.Length > 20 ? s.DisplayName[..20] + "…" : s.DisplayName; await orders.[|DeleteAllAsync|](s.UserId); return Results.Text(name);""")]
    [InlineData(
        """var badge = s.IsAdmin ? "admin" : "member"; return Results.Text($"{s.DisplayName} ({badge})");""",
        """var badge = s.IsAdmin ? "admin" : "member"; if ([|badge|] != "admin") { return Results.Forbid(); } return Results.Text(await reports.PayrollAsync());""")]
    public async Task Shown_IsSilent(string shown, string hit)
    {
        await VerifySilentAsync(Endpoint(Opened + shown));
        await VerifyReportedAsync(Endpoint(Opened + hit));
    }

    /// <summary>The seal is opened only to be sealed again.</summary>
    [Theory]
    [InlineData("""ctx.Response.Cookies.Append("session", protector.Protect(JsonSerializer.Serialize(s))); return Results.Ok();""")]
    [InlineData("""var text = JsonSerializer.Serialize(s with { Theme = "dark" }); ctx.Response.Cookies.Append("session", protector.Protect(text)); return Results.Ok();""")]
    [InlineData("""var longer = s with { Culture = ctx.Request.Query["culture"].ToString() }; var text = limited.Protect(JsonSerializer.Serialize(longer), TimeSpan.FromMinutes(20)); ctx.Response.Cookies.Append("session", text); return Results.Ok();""")]
    [InlineData("""ctx.Response.Cookies.Append("session", format.Protect(s)); return Results.Ok();""")]
    [InlineData("""var moved = protection.CreateProtector("Shop.Session.v2").Protect(JsonSerializer.SerializeToUtf8Bytes(s)); ctx.Response.Cookies.Append("session2", WebEncoders.Base64UrlEncode(moved)); return Results.Ok();""")]
    public Task SealedAgain_IsSilent(string body) => VerifySilentAsync(Endpoint(Opened + body));

    /// <summary>Sealed, but no session: an anti-forgery payload, a one-time token that is looked up, a preference.</summary>
    [Theory]
    [InlineData("""var expected = protector.Unprotect(ctx.Request.Cookies["XSRF-COOKIE"]!); if (ctx.Request.Headers["X-XSRF-TOKEN"] != expected) { return Results.BadRequest(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData("""var expected = protector.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["antiforgery"]!)); var given = Convert.FromBase64String(ctx.Request.Headers["RequestVerificationToken"]!); if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(expected, given)) { return Results.BadRequest(); } await orders.DeleteAsync(id); return Results.NoContent();""")]
    [InlineData("""var reset = protector.Unprotect(ctx.Request.Query["token"]!); var account = await db.Users.FirstOrDefaultAsync(user => user.SecurityStamp == reset); if (account is null) { return Results.BadRequest(); } account.SecurityStamp = Guid.NewGuid().ToString(); await db.SaveChangesAsync(); return Results.Ok();""")]
    [InlineData("""var userId = limited.Unprotect(ctx.Request.Query["reset"]!); var account = await userManager.FindByIdAsync(userId); if (account is null) { return Results.BadRequest(); } await userManager.ResetPasswordAsync(account, ctx.Request.Form["code"]!, ctx.Request.Form["password"]!); return Results.Ok();""")]
    [InlineData("""var theme = protector.Unprotect(ctx.Request.Cookies["theme"]!); return Results.Text(theme == "dark" ? "dark.css" : "light.css");""")]
    [InlineData("""var culture = protector.Unprotect(ctx.Request.Cookies["culture"]!); CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture); return Results.Ok();""")]
    [InlineData("""var tenant = protector.Unprotect(ctx.Request.Cookies["tenant-name"]!); return Results.Text($"Welcome to {tenant}");""")]
    [InlineData("""var message = protector.Unprotect(ctx.Request.Cookies["flash"]!); ctx.Response.Cookies.Delete("flash"); return Results.Text(message);""")]
    public Task NoSession_IsSilent(string body) => VerifySilentAsync(Endpoint(body));

    /// <summary>A parameter, a field or a return value of which nothing says that it was unsealed.</summary>
    [Theory]
    [InlineData("""public bool MayDelete(Session session) { if (session.IsAdmin) { orders.Delete(1); return true; } return false; }""")]
    [InlineData("""public async Task<IResult> DeleteAsync(Session session, int id) { if (!session.IsAdmin) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent(); }""")]
    [InlineData("""public Task<IReadOnlyList<Order>> MineAsync(string userId) => orders.ListAsync(userId);""")]
    [InlineData("""public ClaimsPrincipal PrincipalOf(Session session) => new(new ClaimsIdentity([new Claim("sub", session.UserId)], "Sealed"));""")]
    [InlineData("""public async Task<IResult> DeleteAsync(string text, int id) { var session = JsonSerializer.Deserialize<Session>(protector.Unprotect(text))!; if (session.IsAdmin) { await orders.DeleteAsync(id); } return Results.Ok(); }""")]
    [InlineData("""private Session? _operator; public void Use(Session session) => _operator = session; public void Clear(int id) { if (_operator is { IsAdmin: true }) { orders.Delete(id); } }""")]
    [InlineData("""public Session Open(string text) => JsonSerializer.Deserialize<Session>(protector.Unprotect(text))!;""")]
    [InlineData("""public Session? Read(HttpRequest request) => request.Cookies["session"] is { } cookie ? JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie)) : null;""")]
    public Task Unknown_IsSilent(string member) => VerifySilentAsync(Endpoint("return await Task.FromResult(Results.Ok());", member));

    /// <summary>Other claims than the sealed ones decide.</summary>
    [Theory]
    [InlineData("""if (ctx.User.IsInRole("admin")) { await orders.DeleteAsync(id); } return Results.Text(s.DisplayName);""")]
    [InlineData("""if (!(await authorization.AuthorizeAsync(ctx.User, id, "CanDelete")).Succeeded) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.Text(s.DisplayName);""")]
    [InlineData("""return Results.Ok(await orders.ListAsync(userManager.GetUserId(ctx.User)!));""")]
    [InlineData("""if (id < 0) { return Results.BadRequest(); } await orders.DeleteAsync(id); return Results.Text(s.DisplayName);""")]
    [InlineData("""var current = await ctx.AuthenticateAsync(); if (current.Principal?.IsInRole("admin") != true) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.Text(s.DisplayName);""")]
    public Task DecidedByOthers_IsSilent(string body) => VerifySilentAsync(Endpoint(Opened + body));

    /// <summary>The framework's own ticket, in code that only moves it.</summary>
    [Theory]
    [InlineData(
        """
        class ShortTickets(ISecureDataFormat<AuthenticationTicket> inner) : ISecureDataFormat<AuthenticationTicket>
        {
            public string Protect(AuthenticationTicket data) => inner.Protect(data);
            public string Protect(AuthenticationTicket data, string? purpose) => inner.Protect(data, purpose);
            public AuthenticationTicket? Unprotect(string? protectedText) => inner.Unprotect(protectedText);
            public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => inner.Unprotect(protectedText, purpose);
        }
        """)]
    [InlineData(
        """
        class Tickets(IDataProtector protector)
        {
            public void Configure(CookieAuthenticationOptions options)
            {
                options.TicketDataFormat = new TicketDataFormat(protector);
                options.Events.OnValidatePrincipal = context =>
                {
                    if (context.Principal?.FindFirstValue("sub") is null)
                    {
                        context.RejectPrincipal();
                    }

                    return Task.CompletedTask;
                };
            }
        }
        """)]
    [InlineData(
        """
        class CacheTickets(IDistributedCache cache) : ITicketStore
        {
            public async Task<string> StoreAsync(AuthenticationTicket ticket)
            {
                var key = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
                await RenewAsync(key, ticket);
                return key;
            }

            public Task RenewAsync(string key, AuthenticationTicket ticket) => cache.SetAsync(key, TicketSerializer.Default.Serialize(ticket), new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });
            public async Task<AuthenticationTicket?> RetrieveAsync(string key) => await cache.GetAsync(key) is { } bytes ? TicketSerializer.Default.Deserialize(bytes) : null;
            public Task RemoveAsync(string key) => cache.RemoveAsync(key);
        }
        """)]
    public Task FrameworkTicket_IsSilent(string source) => VerifySilentAsync(source);

    [Fact]
    public async Task TestProject_IsSilent()
    {
        await VerifySilentAsync(Endpoint(Opened + Decided), globalConfig: "build_property.IsTestProject = true");
        await VerifyReportedAsync(Endpoint(Opened + Decides));
    }

    [Fact]
    public async Task OwnUnprotect_IsSilent()
    {
        const string Own = """class Codec { public string Unprotect(string text) => text.Trim(); }""";
        await VerifySilentAsync(Endpoint("""var s = JsonSerializer.Deserialize<Session>(new Codec().Unprotect(ctx.Request.Cookies["session"]!))!;""" + Decided) + "\n" + Own);
    }
}
