using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>What counts as trust: each row decides by the session <c>s</c> of a cookie.</summary>
public sealed class SESS4001UnsealedClaimsTrustedDecisionTests
{
    private const string Ticket = """var ticket = tickets.Unprotect(ctx.Request.Cookies["session"])!; """;

    public static TheoryData<string> Conditions =>
    [
        """if (s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (s.[|IsAdmin|]) { orders.Delete(id); return Results.NoContent(); } return Results.NotFound();""",
        """if (!s.[|IsAdmin|]) { return Results.Forbid(); } return Results.Ok(await reports.PayrollAsync());""",
        """if (!s.[|IsAdmin|]) { return Results.Unauthorized(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (!s.[|IsAdmin|]) { return Results.StatusCode(403); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (s.[|Role|] != "admin") { return Results.Forbid(); } return Results.Ok(await reports.PayrollAsync());""",
        """if ("admin" == s.[|Role|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (s.[|Role|] is not ("admin" or "owner")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (s is { [|IsAdmin|]: true }) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (s is not { [|Role|]: "admin" }) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (s.Role.[|Equals|]("admin", StringComparison.OrdinalIgnoreCase)) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (!s.Permissions.[|Contains|]("orders.delete")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (s.Permissions.[|Any|](permission => permission == "orders.delete")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (id > 0 && s.[|IsAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (!s.[|IsAdmin|]) { throw new UnauthorizedAccessException(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (!s.[|IsAdmin|]) { ctx.Response.StatusCode = StatusCodes.Status403Forbidden; return Results.Empty; } await orders.DeleteAsync(id); return Results.NoContent();""",
        """return s.[|IsAdmin|] ? Results.Ok(await reports.PayrollAsync()) : Results.Forbid();""",
        """switch (s.[|Role|]) { case "admin": await orders.DeleteAsync(id); return Results.NoContent(); default: return Results.Forbid(); }""",
        """return s.[|Role|] switch { "admin" => Results.Ok(await reports.PayrollAsync()), _ => Results.Forbid() };""",
        """var order = await orders.FindAsync(id); if (order is null) { return Results.NotFound(); } if (order.OwnerId != s.[|UserId|]) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (s.[|TenantId|] != ctx.Request.RouteValues["tenant"] as string) { return Results.Forbid(); } return Results.Ok(await reports.PayrollAsync());""",
        """foreach (var permission in s.Permissions) { if ([|permission|] == "orders.delete") { await orders.DeleteAsync(id); } } return Results.Ok();""",
        """if (s is { [|Role|]: "admin" or "owner", TenantId: "acme" }) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (s is Session { [|IsAdmin|]: true } admin) { logger.LogInformation("{User} deletes.", admin.UserId); await orders.DeleteAsync(id); } return Results.Ok();""",
        """switch (s) { case { [|IsAdmin|]: true }: await orders.DeleteAsync(id); return Results.NoContent(); default: return Results.Forbid(); }""",
        """return s switch { { [|IsAdmin|]: true } => Results.Ok(await reports.PayrollAsync()), _ => Results.Forbid() };""",
        """switch (id) { case > 0 when s.[|IsAdmin|]: await orders.DeleteAsync(id); return Results.NoContent(); default: return Results.Forbid(); }""",
        """for (var next = id; next < id + 10 && s.[|IsAdmin|]; next++) { await orders.DeleteAsync(next); } return Results.NoContent();""",
        """_ = s.[|IsAdmin|] ? true : throw new UnauthorizedAccessException(); await orders.DeleteAsync(id); return Results.NoContent();""",
        """var order = await db.Orders.FindAsync(id); if (order is not null && s.[|IsAdmin|]) { db.Orders.Remove(order); await db.SaveChangesAsync(); } return Results.Ok();""",
    ];

    public static TheoryData<string> DataAccesses =>
    [
        """return Results.Ok(await orders.[|ListAsync|](s.UserId));""",
        """await orders.[|DeleteAllAsync|](s.UserId); return Results.NoContent();""",
        """await payments.[|RefundAsync|](s.UserId, 100m); return Results.NoContent();""",
        """var transfer = new Transfer(s.UserId, "savings", 100m); await payments.[|TransferAsync|](transfer); return Results.NoContent();""",
        """return Results.Ok(await db.Orders.[|Where|](order => order.OwnerId == s.UserId).ToListAsync());""",
        """return Results.Ok(db.Orders.AsNoTracking().[|Where|](order => order.TenantId == s.TenantId).ToList());""",
        """await db.Orders.[|Where|](order => order.OwnerId == s.UserId).ExecuteDeleteAsync(); return Results.NoContent();""",
        """var account = await users.[|FindAsync|](s.UserId); account!.Email = "new@example.org"; await users.UpdateAsync(account); return Results.NoContent();""",
        """return Results.Ok(await db.Users.[|FindAsync|](s.UserId));""",
        """db.Orders.[|Add|](new Order { OwnerId = s.UserId, Total = 10m }); await db.SaveChangesAsync(); return Results.NoContent();""",
        """return Results.Ok(await connection.[|QueryAsync|]<Order>("select * from orders where owner_id = @owner", new { owner = s.UserId }));""",
        """await connection.[|ExecuteAsync|]("delete from orders where owner_id = @owner", new { owner = s.UserId }); return Results.NoContent();""",
    ];

    public static TheoryData<string> Identities =>
    [
        """var identity = new [|ClaimsIdentity|]([new Claim(ClaimTypes.NameIdentifier, s.UserId), new Claim(ClaimTypes.Role, s.Role)], "Sealed"); ctx.User = new ClaimsPrincipal(identity); return Results.Ok();""",
        """var claims = new List<Claim> { new(ClaimTypes.Name, s.UserId) }; var identity = new [|ClaimsIdentity|](claims, "Sealed"); await ctx.SignInAsync(new ClaimsPrincipal(identity)); return Results.Ok();""",
        """var claims = s.Permissions.Select(permission => new Claim("permission", permission)); var identity = new [|ClaimsIdentity|](claims, "Sealed"); return Results.SignIn(new ClaimsPrincipal(identity));""",
        """var claims = new[] { new Claim("sub", s.UserId) }; ctx.[|User|] = new ClaimsPrincipal(new ClaimsIdentity(claims, "Sealed")); return Results.Ok();""",
    ];

    public static TheoryData<string> Principals =>
    [
        """ctx.[|User|] = ticket.Principal; return Results.Ok();""",
        """await ctx.[|SignInAsync|](ticket.Principal); return Results.Ok();""",
        """await ctx.[|SignInAsync|]("Cookies", ticket.Principal, ticket.Properties); return Results.Ok();""",
        """var principal = new [|ClaimsPrincipal|](ticket.Principal.Identities); ctx.User = principal; return Results.Ok();""",
        """var allowed = await authorization.[|AuthorizeAsync|](ticket.Principal, id, "CanDelete"); if (!allowed.Succeeded) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (!ticket.Principal.[|IsInRole|]("admin")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """var role = ticket.Principal.FindFirstValue(ClaimTypes.Role); if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """await orders.[|DeleteAllAsync|](ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!); return Results.NoContent();""",
        """if (!ticket.Principal.[|HasClaim|]("scope", "orders.delete")) { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (ticket.Principal.Claims.[|Any|](claim => claim.Type == "role" && claim.Value == "admin")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (ticket.Principal.Claims.First(claim => claim.Type == "role").[|Value|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var roles = from claim in ticket.Principal.Claims where claim.Type == "role" select claim.Value; if (roles.[|Contains|]("admin")) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """foreach (var claim in ticket.Principal.FindAll("role")) { if (claim.[|Value|] == "admin") { await orders.DeleteAsync(id); } } return Results.Ok();""",
        """if (ticket.Principal.Identity?.[|Name|] != "root") { return Results.Forbid(); } await orders.DeleteAsync(id); return Results.NoContent();""",
        """if (ticket.Properties.[|Items|]["role"] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (ticket is { Principal.Identity.[|Name|]: "root" }) { await orders.DeleteAsync(id); } return Results.Ok();""",
    ];

    [Theory]
    [MemberData(nameof(Conditions))]
    [MemberData(nameof(DataAccesses))]
    [MemberData(nameof(Identities))]
    public Task Trusted_IsReported(string decision) => VerifyReportedAsync(Endpoint(Opened + decision));

    [Theory]
    [MemberData(nameof(Conditions))]
    [MemberData(nameof(DataAccesses))]
    [MemberData(nameof(Identities))]
    public Task TrustedAfterLookup_IsSilent(string decision) => VerifyTwinAsync(Endpoint(Opened + "/*check*/ " + decision));

    [Theory]
    [MemberData(nameof(Principals))]
    public Task TicketTrusted_IsReported(string decision) => VerifyReportedAsync(Endpoint(Ticket + decision));

    [Theory]
    [MemberData(nameof(Principals))]
    public Task TicketTrustedAfterLookup_IsSilent(string decision) =>
        VerifyTwinAsync(Endpoint(Ticket + """/*check ticket.Principal.FindFirstValue("sid")!*/ """ + decision));
}
