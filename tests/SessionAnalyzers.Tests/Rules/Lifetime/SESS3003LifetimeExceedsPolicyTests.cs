using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Lifetime.SESS3003LifetimeExceedsPolicy>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3003LifetimeExceedsPolicyTests
{
    private static readonly ReferenceAssemblies WithRuntime = ReferenceAssemblies.AspNetCore100.AddAssemblies([typeof(SealedSessions.SessionLifetime).Assembly.Location]);

    /// <summary>Expressions for more than 30 days.</summary>
    public static TheoryData<string> Overlong => new(
        "TimeSpan.FromMilliseconds(3000000000d)",
        "TimeSpan.FromMicroseconds(3000000000000d)",
        "TimeSpan.FromDays(31, 0)",
        "new TimeSpan(45, 0, 0, 0, 0)",
        "new TimeSpan(TimeSpan.TicksPerDay * 45)",
        "new(45, 0, 0, 0)",
        "-TimeSpan.FromDays(-60)",
        "TimeSpan.FromDays(-60).Negate()",
        "TimeSpan.FromDays(60).Subtract(TimeSpan.FromDays(1))",
        "TimeSpan.FromDays(60).Duration()",
        "4 * TimeSpan.FromDays(10)",
        "TimeSpan.Zero + TimeSpan.FromDays(60)",
        "InstanceDays",
        "ConstructorDays",
        "Holder.Nested.Days",
        "DaysOf(60)",
        "short_ switch { true => TimeSpan.FromDays(40), false => TimeSpan.FromDays(60) }",
        "((TimeSpan?)TimeSpan.FromDays(60)).Value",
        "checked(TimeSpan.FromDays(60))",
        "TimeSpan.FromDays(31)",
        "TimeSpan.FromDays(365.5)",
        "TimeSpan.FromHours(24 * 31)",
        "TimeSpan.FromMinutes(60 * 24 * 60)",
        "TimeSpan.FromSeconds(3000000)",
        "TimeSpan.FromTicks(TimeSpan.TicksPerDay * 90)",
        "new TimeSpan(45, 0, 0, 0)",
        "new TimeSpan(24 * 45, 0, 0)",
        "TimeSpan.FromDays(20) + TimeSpan.FromDays(20)",
        "TimeSpan.FromDays(20).Add(TimeSpan.FromDays(20))",
        "TimeSpan.FromDays(100) - TimeSpan.FromDays(1)",
        "TimeSpan.FromDays(10) * 4",
        "TimeSpan.FromDays(10).Multiply(4)",
        "TimeSpan.FromDays(100) / 2",
        "TimeSpan.FromDays(100).Divide(2)",
        "TimeSpan.Parse(\"45.00:00:00\")",
        "TimeSpan.MaxValue",
        "Days",
        "Known",
        "TimeSpan.FromDays(Count)",
        "short_ ? TimeSpan.FromMinutes(20) : TimeSpan.FromDays(60)",
        "TimeSpan.FromDays(short_ ? 1 : 60)",
        "Made()");

    /// <summary>Expressions for a day or less, or for a time that is not known.</summary>
    public static TheoryData<string> ShortOrUnknown => new(
        "TimeSpan.FromDays(60) / given.Days",
        "TimeSpan.FromDays(60) * configuration.GetValue<double>(\"Factor\")",
        "TimeSpan.FromHours(1, 30)",
        "TimeSpan.FromDays(60) - TimeSpan.FromDays(59.5)",
        "TimeSpan.MinValue",
        "default",
        "new TimeSpan(configuration.GetValue<int>(\"Days\"), 0, 0, 0)",
        "configuration.GetValue<TimeSpan?>(\"Lifetime\") ?? TimeSpan.FromDays(60)",
        "TimeSpan.Parse(Environment.GetEnvironmentVariable(\"LIFETIME\") ?? \"45.00:00:00\")",
        "TimeSpan.TryParse(configuration[\"Lifetime\"], out var parsed) ? parsed : TimeSpan.FromDays(60)",
        "DaysOf(given.Days)",
        "GivenDays",
        "SetDays",
        "short_ switch { true => given, false => TimeSpan.FromDays(60) }",
        "TimeSpan.FromDays(1)",
        "TimeSpan.FromHours(24)",
        "TimeSpan.FromMinutes(20)",
        "TimeSpan.Zero",
        "System.Threading.Timeout.InfiniteTimeSpan",
        "configuration.GetValue<TimeSpan>(\"Lifetime\")",
        "configuration.GetValue(\"Lifetime\", TimeSpan.FromDays(60))",
        "TimeSpan.FromDays(configuration.GetValue<int>(\"Days\"))",
        "TimeSpan.Parse(configuration[\"Lifetime\"]!)",
        "given",
        "short_ ? given : TimeSpan.FromDays(60)",
        "TimeSpan.FromDays(60) - given",
        "Changed",
        "environment.IsDevelopment() ? TimeSpan.FromDays(365) : TimeSpan.FromHours(1)");

    [Theory]
    [MemberData(nameof(Overlong))]
    public Task LongIdleTime_IsReported(string time) => Verify.VerifyAnalyzerAsync(Program($"services.AddSession(options => options.[|IdleTimeout|] = {time});"));

    [Theory]
    [MemberData(nameof(ShortOrUnknown))]
    public Task ShortOrUnknownIdleTime_IsSilent(string time) => Verify.VerifySilentAsync(Program($"services.AddSession(options => options.IdleTimeout = {time});"));

    [Theory]
    [InlineData("services.AddSession(options => { options.[|IdleTimeout|] = TimeSpan.FromHours(25); });")]
    [InlineData("services.Configure<SessionOptions>(options => options.[|IdleTimeout|] = TimeSpan.FromDays(2));")]
    [InlineData("var session = new SessionOptions { [|IdleTimeout|] = TimeSpan.FromDays(2) }; app.UseSession(session);")]
    [InlineData("services.AddAuthentication().AddBearerToken(options => options.[|BearerTokenExpiration|] = TimeSpan.FromHours(2));")]
    [InlineData("services.AddAuthentication().AddBearerToken(options => options.[|RefreshTokenExpiration|] = TimeSpan.FromDays(60));")]
    [InlineData("services.Configure<BearerTokenOptions>(IdentityConstants.BearerScheme, options => { options.[|BearerTokenExpiration|] = TimeSpan.FromDays(1); options.[|RefreshTokenExpiration|] = TimeSpan.MaxValue; });")]
    [InlineData("services.Configure<DataProtectionTokenProviderOptions>(options => options.[|TokenLifespan|] = TimeSpan.FromDays(7));")]
    public Task LongLifetimeOfOtherOptions_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("services.AddAuthentication().AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromMinutes(30));")]
    [InlineData("services.AddAuthentication().AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromHours(1));")]
    [InlineData("services.AddAuthentication().AddBearerToken(options => options.RefreshTokenExpiration = TimeSpan.FromDays(30));")]
    [InlineData("services.AddAuthentication().AddBearerToken();")]
    [InlineData("services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(24));")]
    [InlineData("services.AddSession();")]
    [InlineData("services.AddSession(options => { options.IdleTimeout = TimeSpan.FromDays(2); options.IdleTimeout = TimeSpan.FromMinutes(5); });")]
    [InlineData("services.AddSession(options => { if (environment.IsDevelopment()) { options.IdleTimeout = TimeSpan.FromDays(2); } });")]
    [InlineData("var other = new Own { IdleTimeout = TimeSpan.FromDays(2), Expires = DateTime.MaxValue };")]
    public Task LifetimeWithinPolicy_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(options => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(2));")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.[|ExpireTimeSpan|] = TimeSpan.FromDays(14); options.SlidingExpiration = true; });")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.SlidingExpiration = false; options.[|ExpireTimeSpan|] = TimeSpan.FromDays(31); });")]
    [InlineData("services.ConfigureApplicationCookie(options => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(31));")]
    [InlineData("services.ConfigureApplicationCookie(options => { options.[|ExpireTimeSpan|] = TimeSpan.FromDays(2); });")]
    [InlineData("services.Configure<CookieAuthenticationOptions>(\"Cookies\", options => options.[|ExpireTimeSpan|] = TimeSpan.MaxValue);")]
    [InlineData("services.AddAuthentication().AddCookie(Set); static void Set(CookieAuthenticationOptions options) => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(3);")]
    [InlineData("services.AddAuthentication().AddCookie(options => Set(options)); static void Set(CookieAuthenticationOptions options) => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(3);")]
    [InlineData("services.AddAuthentication().AddCookie(\"Other\", options => { options.SlidingExpiration = false; options.ExpireTimeSpan = TimeSpan.FromDays(2); }).AddCookie(options => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(3));")]
    [InlineData("services.AddMine(options => options.[|ExpireTimeSpan|] = TimeSpan.FromDays(60));")]
    [InlineData("_ = new CookieAuthenticationOptions { [|ExpireTimeSpan|] = TimeSpan.FromDays(60) };")]
    public Task LongTicket_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(options => options.ExpireTimeSpan = TimeSpan.FromHours(8));")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = TimeSpan.FromDays(14); options.SlidingExpiration = false; });")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.SlidingExpiration = false; options.ExpireTimeSpan = TimeSpan.FromDays(30); });")]
    [InlineData("services.AddAuthentication().AddCookie(options => options.ExpireTimeSpan = TimeSpan.FromDays(7)); services.Configure<CookieAuthenticationOptions>(\"Cookies\", options => options.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = TimeSpan.FromDays(7); options.SlidingExpiration = configuration.GetValue<bool>(\"Sliding\"); });")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = TimeSpan.FromDays(7); configuration.Bind(options); });")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = configuration.GetValue<TimeSpan>(\"Ticket\"); });")]
    [InlineData("services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = environment.IsDevelopment() ? TimeSpan.FromDays(30) : TimeSpan.FromHours(1); });")]
    [InlineData("services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorRememberMeScheme, options => options.ExpireTimeSpan = TimeSpan.FromDays(60));")]
    [InlineData("services.AddAuthentication().AddCookie(\"External\", options => options.ExpireTimeSpan = TimeSpan.FromDays(2));")]
    [InlineData("services.AddAuthentication().AddSealedCookie(\"Shop\", _ => { }); services.Configure<CookieAuthenticationOptions>(\"Shop\", options => options.ExpireTimeSpan = TimeSpan.FromDays(20));")]
    [InlineData("services.AddMine(options => options.ExpireTimeSpan = TimeSpan.FromDays(20));")]
    [InlineData("_ = new CookieAuthenticationOptions { ExpireTimeSpan = TimeSpan.FromDays(20), SlidingExpiration = false };")]
    public Task TicketWithinPolicyOrUnknown_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Theory]
    [InlineData("services.AddAuthentication().[|AddCookie|]();")]
    [InlineData("services.AddAuthentication().[|AddCookie|](\"Shop\");")]
    [InlineData("services.AddAuthentication().[|AddCookie|](options => options.LoginPath = \"/in\");")]
    [InlineData("services.[|ConfigureApplicationCookie|](options => options.LoginPath = \"/in\");")]
    [InlineData("services.AddAuthentication().[|AddCookie|](); services.Configure<CookieAuthenticationOptions>(\"Other\", options => options.ExpireTimeSpan = TimeSpan.FromHours(1));")]
    [InlineData("services.AddAuthentication().[|AddCookie|](); services.AddAuthentication().AddSealedCookie(\"Other\", _ => { });")]
    public Task TicketThatNobodySets_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(options => options.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(IdentityConstants.ExternalScheme);")]
    [InlineData("services.AddAuthentication().AddCookie(\"TempCookie\");")]
    [InlineData("services.AddAuthentication().AddCookie(configuration[\"Scheme\"]!);")]
    [InlineData("services.AddAuthentication().AddCookie(options => configuration.Bind(options));")]
    [InlineData("services.AddAuthentication().AddCookie(); services.Configure<CookieAuthenticationOptions>(\"Cookies\", configuration.GetSection(\"Cookie\"));")]
    [InlineData("services.AddAuthentication().AddCookie(); services.PostConfigureAll<CookieAuthenticationOptions>(options => options.ExpireTimeSpan = TimeSpan.FromHours(1));")]
    [InlineData("services.AddAuthentication().AddCookie(); services.AddMine(options => options.ExpireTimeSpan = TimeSpan.FromHours(1));")]
    [InlineData("services.AddAuthentication().AddCookie(\"Shop\"); services.SealAuthenticationCookie(\"Shop\", _ => { });")]
    [InlineData("services.AddAuthentication().AddCookie(\"Shop\"); services.SealAuthenticationCookie(configuration[\"Scheme\"]!, _ => { });")]
    [InlineData("services.AddAuthentication();")]
    public Task TicketThatMayBeSet_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Fact]
    public Task MessageOfWhatIsUnset_IsReported()
    {
        var test = new Verify.Test { TestCode = Program("services.AddAuthentication().{|#0:AddCookie|}();") };
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult(new SessionAnalyzers.Rules.Lifetime.SESS3003LifetimeExceedsPolicy().Definition.Info!.Descriptor)
            .WithLocation(0).WithArguments("ExpireTimeSpan", "14 days", "a session that nobody uses should end after 24 hours at most"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("IdleTimeout", "TimeSpan.FromDays(2)", "2 days")]
    [InlineData("IdleTimeout", "TimeSpan.FromHours(36)", "36 hours")]
    [InlineData("IdleTimeout", "TimeSpan.MaxValue", "unlimited")]
    public Task Message_IsReported(string property, string time, string text)
    {
        var test = new Verify.Test { TestCode = Program($"services.AddSession(options => options.{{|#0:{property}|}} = {time});") };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS3003").WithLocation(0).WithArguments(property, text, "a session that nobody uses should end after 24 hours at most"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("max_idle = 7d", "services.AddSession(options => options.IdleTimeout = TimeSpan.FromDays(7));")]
    [InlineData("max_idle = 7.00:00:00", "services.AddSession(options => options.IdleTimeout = TimeSpan.FromDays(7));")]
    [InlineData("max_idle = 15d", "services.AddAuthentication().AddCookie();")]
    [InlineData("max_session_lifetime = 90d", "services.AddAuthentication().AddCookie(options => { options.ExpireTimeSpan = TimeSpan.FromDays(90); options.SlidingExpiration = false; });")]
    [InlineData("max_access_token_lifetime = 8h", "services.AddAuthentication().AddBearerToken(options => options.BearerTokenExpiration = TimeSpan.FromHours(8));")]
    [InlineData("max_refresh_token_lifetime = 90d", "services.AddAuthentication().AddBearerToken(options => options.RefreshTokenExpiration = TimeSpan.FromDays(90));")]
    [InlineData("max_idle = many", "services.AddSession(options => options.IdleTimeout = TimeSpan.FromHours(24));")]
    [InlineData("assurance = aal4", "services.AddSession(options => options.IdleTimeout = TimeSpan.FromHours(24));")]
    [InlineData("assurance = aal2\nsession_analyzers.max_idle = 24h", "services.AddSession(options => options.IdleTimeout = TimeSpan.FromHours(24));")]
    public Task WiderLimit_IsSilent(string option, string code) =>
        new Verify.Test { TestCode = Program(code), EditorConfig = "[*.cs]\nsession_analyzers." + option, IsSilent = true }.RunAsync();

    [Theory]
    [InlineData("max_idle = 15m", "services.AddSession(options => options.[|IdleTimeout|] = TimeSpan.FromMinutes(16));")]
    [InlineData("max_idle = 00:10:00", "services.AddSession(options => options.[|IdleTimeout|] = TimeSpan.FromMinutes(16));")]
    [InlineData("assurance = aal2", "services.AddSession(options => options.[|IdleTimeout|] = TimeSpan.FromMinutes(61));")]
    [InlineData("assurance = AAL2", "services.AddSession(options => options.[|IdleTimeout|] = TimeSpan.FromHours(24));")]
    [InlineData("assurance = aal3", "services.AddSession(options => options.[|IdleTimeout|] = TimeSpan.FromMinutes(16));")]
    [InlineData("assurance = aal3\nsession_analyzers.max_session_lifetime = 8h", "services.AddAuthentication().AddCookie(options => { options.[|ExpireTimeSpan|] = TimeSpan.FromHours(9); options.SlidingExpiration = false; });")]
    [InlineData("assurance = aal2", "services.AddAuthentication().AddBearerToken(options => options.[|RefreshTokenExpiration|] = TimeSpan.FromDays(2));")]
    [InlineData("assurance = aal2", "services.AddAuthentication().[|AddCookie|](options => options.SlidingExpiration = false);")]
    public Task NarrowerLimit_IsReported(string option, string code) =>
        new Verify.Test { TestCode = Program(code), EditorConfig = "[*.cs]\nsession_analyzers." + option }.RunAsync();

    [Theory]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddDays(7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor(); descriptor.[|Expires|] = DateTime.UtcNow.AddHours(2);")]
    [InlineData("SecurityTokenDescriptor descriptor = new() { [|Expires|] = DateTime.Now + TimeSpan.FromDays(1) };")]
    [InlineData("var now = DateTime.UtcNow; var descriptor = new SecurityTokenDescriptor { IssuedAt = now, [|Expires|] = now.Add(TimeSpan.FromDays(1)) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.MaxValue };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = clock.GetUtcNow().UtcDateTime.AddYears(1) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = clock.GetUtcNow().AddMonths(1).UtcDateTime };")]
    [InlineData("_ = new [|JwtSecurityToken|](\"i\", \"a\", expires: DateTime.UtcNow.AddDays(7), signingCredentials: key);")]
    [InlineData("_ = new System.IdentityModel.Tokens.Jwt.[|JwtSecurityToken|](\"i\", \"a\", null, DateTime.UtcNow, DateTime.UtcNow.AddHours(12), key);")]
    [InlineData("JwtSecurityToken token = [|new|](\"i\", \"a\", null, null, DateTime.UtcNow.AddHours(12), key);")]
    [InlineData("_ = new [|JwtPayload|](\"i\", \"a\", [], null, DateTime.UtcNow.AddHours(12));")]
    [InlineData("new JwtSecurityTokenHandler().[|CreateJwtSecurityToken|](\"i\", \"a\", expires: DateTime.UtcNow.AddHours(12));")]
    [InlineData("new JwtSecurityTokenHandler().[|CreateEncodedJwt|](\"i\", \"a\", null, null, DateTime.UtcNow.AddHours(12), null, key);")]
    [InlineData("var refresh = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddDays(60) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddMinutes(61) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddSeconds(7200) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddMilliseconds(7200000).AddTicks(1) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.Today.AddDays(7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.Date.AddDays(7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow - TimeSpan.FromDays(-7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.Subtract(TimeSpan.FromDays(-7)) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.UtcNow.AddDays(7).ToUniversalTime() };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTime.SpecifyKind(DateTime.Now.AddDays(7), DateTimeKind.Utc) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTimeOffset.UtcNow.AddDays(7).UtcDateTime };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTimeOffset.Now.AddDays(7).DateTime };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = DateTimeOffset.MaxValue.UtcDateTime };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = clock.GetLocalNow().AddDays(7).LocalDateTime };")]
    [InlineData("var end = DateTime.UtcNow; end += TimeSpan.FromDays(7); var descriptor = new SecurityTokenDescriptor { [|Expires|] = end };")]
    [InlineData("var end = DateTime.UtcNow.AddDays(7); if (given > 1) { end = DateTime.UtcNow.AddDays(14); } var descriptor = new SecurityTokenDescriptor { [|Expires|] = end };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { [|Expires|] = given switch { 1 => DateTime.UtcNow.AddDays(7), _ => DateTime.UtcNow.AddMinutes(5) } };")]
    public Task LongToken_IsReported(string code) => Tokens(Token(code)).RunAsync();

    [Theory]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddMinutes(15) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddHours(1) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddMinutes(given) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.Add(lifetime) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = given > 1 ? DateTime.UtcNow.AddMinutes(given) : DateTime.UtcNow.AddDays(7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = new DateTime(2030, 1, 1) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = null };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor();")]
    [InlineData("_ = new JwtSecurityToken(\"i\", \"a\", signingCredentials: key);")]
    [InlineData("_ = new JwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: key);")]
    [InlineData("var refreshToken = new JwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddDays(14), signingCredentials: key);")]
    [InlineData("var refreshDescriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddDays(14) };")]
    [InlineData("var emailLink = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddDays(7) };")]
    [InlineData("ConfirmEmail(); void ConfirmEmail() { _ = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddDays(7) }; }")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddDays(7).AddDays(-6.99) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.MinValue };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UnixEpoch.AddDays(7) };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.UtcNow + lifetime };")]
    [InlineData("var descriptor = new SecurityTokenDescriptor { Expires = DateTime.Parse(\"2030-01-01\") };")]
    [InlineData("var end = DateTime.UtcNow; end += lifetime; var descriptor = new SecurityTokenDescriptor { Expires = end };")]
    public Task ShortTokenOrTokenForSomethingElse_IsSilent(string code)
    {
        var test = Tokens(Token(code));
        test.IsSilent = true;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("var lifetime = new SessionLifetime { [|Absolute|] = TimeSpan.FromDays(90), Idle = TimeSpan.FromHours(1) };")]
    [InlineData("var lifetime = new SessionLifetime { Absolute = TimeSpan.FromDays(30), [|Idle|] = TimeSpan.FromDays(2) };")]
    [InlineData("var lifetime = given with { [|Absolute|] = TimeSpan.FromDays(90) };")]
    [InlineData("SessionLifetime lifetime = new() { [|Absolute|] = TimeSpan.MaxValue, Idle = TimeSpan.FromHours(1) };")]
    [InlineData("_ = new AgentGrant { Subject = \"s\", Agent = \"a\", Task = \"t\", Purpose = \"p\", Tools = [], [|Lifetime|] = TimeSpan.FromDays(31) };")]
    [InlineData("options.[|LongestLifetime|] = TimeSpan.FromDays(31);")]
    public Task LongSealedSession_IsReported(string code) => Sealed(code).RunAsync();

    [Theory]
    [InlineData("var lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(12), Idle = TimeSpan.FromMinutes(30) };")]
    [InlineData("var lifetime = given with { Absolute = TimeSpan.FromDays(7) };")]
    [InlineData("var lifetime = given with { Absolute = given.Idle };")]
    [InlineData("_ = new AgentGrant { Subject = \"s\", Agent = \"a\", Task = \"t\", Purpose = \"p\", Tools = [], Lifetime = TimeSpan.FromMinutes(10) };")]
    [InlineData("options.LongestLifetime = TimeSpan.FromHours(8);")]
    public Task ShortSealedSession_IsSilent(string code)
    {
        var test = Sealed(code);
        test.IsSilent = true;
        return test.RunAsync();
    }

    [Fact]
    public Task DebugBuild_IsSilent() => Verify.VerifySilentAsync(
        """
        class Startup
        {
            void Configure(IServiceCollection services) => services.AddSession(options =>
            {
        #if DEBUG
                options.IdleTimeout = System.TimeSpan.FromDays(30);
        #endif
            });
        }
        """);

    private static Verify.Test Tokens(string source) => new() { TestCode = source, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens };

    private static Verify.Test Sealed(string code) => new()
    {
        TestCode = $$"""
            using SealedSessions;

            class Sessions
            {
                void M(SessionLifetime given, AgentSessionOptions options)
                {
                    {{code}}
                }
            }
            """,
        ReferenceAssemblies = WithRuntime,
    };

    private static string Token(string code) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.IdentityModel.Tokens;

        class Issuer
        {
            void Issue(SigningCredentials key, TimeProvider clock, int given, TimeSpan lifetime)
            {
                {{code}}
            }
        }
        """;

    private static string Program(string code) => $$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.BearerToken;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Identity;

        class Startup
        {
            private const int Count = 90;
            private static readonly TimeSpan Days = TimeSpan.FromDays(Count);
            private static TimeSpan Changed = TimeSpan.FromDays(90);

            private readonly TimeSpan InstanceDays = TimeSpan.FromDays(90);
            private readonly TimeSpan ConstructorDays;
            private readonly TimeSpan GivenDays;

            public Startup(TimeSpan days) => (ConstructorDays, GivenDays) = (TimeSpan.FromDays(90), days);

            private static TimeSpan Known => TimeSpan.FromDays(45);

            public TimeSpan SetDays { get; set; } = TimeSpan.FromDays(90);

            void Configure(IServiceCollection services, IApplicationBuilder app, IConfiguration configuration, IHostEnvironment environment, TimeSpan given, bool short_)
            {
                {{code}}
            }

            void Change(TimeSpan changed) => Changed = changed;

            private static TimeSpan Made() => TimeSpan.FromDays(40);

            private static TimeSpan DaysOf(int days) => TimeSpan.FromDays(days);
        }

        static class Holder
        {
            public static class Nested
            {
                public static TimeSpan Days { get; } = TimeSpan.FromDays(60);
            }
        }

        class Own
        {
            public TimeSpan IdleTimeout { get; set; }

            public DateTime Expires { get; set; }
        }

        static class Extensions
        {
            public static void AddMine(this IServiceCollection services, Action<CookieAuthenticationOptions> configure) { }

            public static AuthenticationBuilder AddSealedCookie(this AuthenticationBuilder builder, string scheme, Action<object> configure) => builder;

            public static void SealAuthenticationCookie(this IServiceCollection services, string scheme, Action<object> configure) { }
        }
        """;
}
