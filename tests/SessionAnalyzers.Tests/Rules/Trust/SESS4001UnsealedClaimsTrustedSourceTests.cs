using static SessionAnalyzers.Tests.Rules.Trust.SealedShopProgram;

namespace SessionAnalyzers.Tests.Rules.Trust;

/// <summary>Where an unsealed value comes from, and how its text becomes a session.</summary>
public sealed class SESS4001UnsealedClaimsTrustedSourceTests
{
    /// <summary>Each opens what the request carries, as <c>s</c>.</summary>
    public static TheoryData<string> Requests =>
    [
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; /*check*/""",
        """if (!ctx.Request.Cookies.TryGetValue("session", out var cookie)) { return Results.Unauthorized(); } var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie))!; /*check*/""",
        """var cookie = ctx.Request.Cookies["session"]; if (string.IsNullOrEmpty(cookie)) { return Results.Unauthorized(); } var json = protector.Unprotect(cookie); var s = JsonSerializer.Deserialize<Session>(json)!; /*check*/""",
        """var cookie = ctx.Request.Cookies.FirstOrDefault(pair => pair.Key == "session").Value; var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie))!; /*check*/""",
        """var cookie = new ChunkingCookieManager().GetRequestCookie(ctx, "session"); var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie!))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Headers["X-Session"].ToString()))!; /*check*/""",
        """var header = ctx.Request.Headers["X-Session"].FirstOrDefault() ?? ""; var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(header))!; /*check*/""",
        """var token = ctx.Request.Headers.Authorization.ToString()["Bearer ".Length..]; var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(token))!; /*check*/""",
        """string token = ctx.Request.Headers.Authorization!; token = token.Replace("Bearer ", "").Trim(); var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(token))!; /*check*/""",
        """if (!ctx.Request.Headers.TryGetValue("X-Session", out var values)) { return Results.Unauthorized(); } var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(values.ToString()))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(ctx.Request.Query["session"]!))!; /*check*/""",
        """ctx.Request.Query.TryGetValue("session", out var query); var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(query[0]!))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(accessor.HttpContext!.Request.Cookies["session"]!))!; /*check*/""",
        """var request = ctx.Request; var s = JsonSerializer.Deserialize<Session>(protection.CreateProtector("Shop.Session").Unprotect(request.Cookies["session"]!))!; /*check*/""",
        """var sealer = protection.CreateProtector("Shop.Session", "v2"); var s = JsonSerializer.Deserialize<Session>(sealer.Unprotect(ctx.Request.Cookies["session"]!))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(limited.Unprotect(ctx.Request.Cookies["session"]!))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(limited.Unprotect(ctx.Request.Cookies["session"]!, out var expires))!; /*check*/""",
        """var s = JsonSerializer.Deserialize<Session>(protector.ToTimeLimitedDataProtector().Unprotect(ctx.Request.Cookies["session"]!))!; /*check*/""",
        """var s = format.Unprotect(ctx.Request.Cookies["session"])!; /*check*/""",
        """var s = format.Unprotect(ctx.Request.Cookies["session"], "Shop.Session"); if (s is null) { return Results.Unauthorized(); } /*check*/""",
        """var s = new SecureDataFormat<Session>(new SessionJson(), protector).Unprotect(ctx.Request.Headers["X-Session"])!; /*check*/""",
    ];

    /// <summary>Each makes a session of bytes or text, as <c>s</c>.</summary>
    public static TheoryData<string> Readings =>
    [
        """var bytes = protector.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["session"]!)); var s = JsonSerializer.Deserialize<Session>(bytes)!; /*check*/""",
        """var bytes = protector.Unprotect(WebEncoders.Base64UrlDecode(ctx.Request.Cookies["session"]!)); var s = JsonSerializer.Deserialize<Session>(Encoding.UTF8.GetString(bytes))!; /*check*/""",
        """var bytes = limited.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["session"]!), out _); var s = JsonSerializer.Deserialize<Session>(bytes.AsSpan())!; /*check*/""",
        """using var stream = new MemoryStream(protector.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["session"]!))); var s = (await JsonSerializer.DeserializeAsync<Session>(stream))!; /*check*/""",
        """using var json = JsonDocument.Parse(protector.Unprotect(ctx.Request.Cookies["session"]!)); var s = json.Deserialize<Session>()!; /*check*/""",
    ];

    /// <summary>Whole bodies: what is decided by is no session record.</summary>
    public static TheoryData<string> Fields =>
    [
        """var parts = protector.Unprotect(ctx.Request.Cookies["session"]!).Split('|'); /*check parts[0]*/ if ([|parts|][1] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var parts = protector.Unprotect(ctx.Request.Cookies["session"]!).Split('|'); var (sid, role) = (parts[0], parts[1]); /*check sid*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """if (protector.Unprotect(ctx.Request.Cookies["session"]!).Split('|') is not [var sid, var role]) { return Results.Unauthorized(); } /*check sid*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var parts = protector.Unprotect(ctx.Request.Cookies["session"]!).Split(':'); var isAdmin = bool.Parse(parts[1]); /*check parts[0]*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var parts = protector.Unprotect(ctx.Request.Cookies["session"]!).Split(':'); /*check parts[0]*/ _ = bool.TryParse(parts[1], out var isAdmin); if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """using var json = JsonDocument.Parse(protector.Unprotect(ctx.Request.Cookies["session"]!)); var root = json.RootElement; var isAdmin = root.GetProperty("admin").GetBoolean(); /*check root.GetProperty("sid").GetString()!*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var form = QueryHelpers.ParseQuery(protector.Unprotect(ctx.Request.Cookies["session"]!)); string? role = form["role"]; /*check form["sid"]!*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var values = JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; var role = values["role"]; /*check values["sid"]*/ if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var values = JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(ctx.Request.Cookies["session"]!))!; /*check values["sid"]*/ values.TryGetValue("role", out var role); if ([|role|] == "admin") { await orders.DeleteAsync(id); } return Results.Ok();""",
        """using var reader = new BinaryReader(new MemoryStream(protector.Unprotect(Convert.FromBase64String(ctx.Request.Cookies["session"]!)))); var sid = reader.ReadString(); var isAdmin = reader.ReadBoolean(); /*check sid*/ if ([|isAdmin|]) { await orders.DeleteAsync(id); } return Results.Ok();""",
        """var userId = protector.Unprotect(ctx.Request.Cookies["user"]!); /*check userId*/ return Results.Ok(await orders.[|ListAsync|](userId));""",
        """var userId = int.Parse(protector.Unprotect(ctx.Request.Cookies["user"]!), CultureInfo.InvariantCulture); /*check userId.ToString(CultureInfo.InvariantCulture)*/ await payments.[|RefundAsync|]($"user-{userId}", 10m); return Results.NoContent();""",
        """var userId = Guid.Parse(protector.Unprotect(ctx.Request.Headers["X-User"].ToString())); /*check userId.ToString()*/ await orders.[|DeleteAllAsync|](userId.ToString("N")); return Results.NoContent();""",
    ];

    /// <summary>The same bodies on what the request did not carry.</summary>
    public static TheoryData<string> Others =>
    [
        """var order = await db.Orders.FindAsync(id); var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(order!.OwnerId))!;""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(configuration["Operator"]!))!;""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(await File.ReadAllBytesAsync("operator.sealed")))!;""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect(Environment.GetEnvironmentVariable("OPERATOR")!))!;""",
        """var s = JsonSerializer.Deserialize<Session>(protector.Unprotect((await cache.GetAsync("operator"))!))!;""",
        """var s = JsonSerializer.Deserialize<Session>(limited.Unprotect((await cache.GetStringAsync("operator"))!))!;""",
        """var s = memory.Get<Session>("operator")!;""",
        """var s = configuration.GetSection("Operator").Get<Session>()!;""",
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    [MemberData(nameof(Readings))]
    public Task UnsealedFromRequest_IsReported(string source) => VerifyReportedAsync(Endpoint(source + Decides, Json));

    [Theory]
    [MemberData(nameof(Requests))]
    [MemberData(nameof(Readings))]
    public Task UnsealedFromRequestAndLookedUp_IsSilent(string source) => VerifyTwinAsync(Endpoint(source + Decides, Json));

    [Theory]
    [MemberData(nameof(Fields))]
    public Task PartOfIt_IsReported(string body) => VerifyReportedAsync(Endpoint(body));

    [Theory]
    [MemberData(nameof(Fields))]
    public Task PartOfItAfterLookup_IsSilent(string body) => VerifyTwinAsync(Endpoint(body));

    [Theory]
    [MemberData(nameof(Others))]
    public Task NotFromRequest_IsSilent(string source) => VerifySilentAsync(Endpoint(source + Decided));

    private const string Json = """
        sealed class SessionJson : IDataSerializer<Session>
        {
            public byte[] Serialize(Session model) => JsonSerializer.SerializeToUtf8Bytes(model);

            public Session? Deserialize(byte[] data) => JsonSerializer.Deserialize<Session>(data);
        }
        """;
}
