using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Trust.SESS4004TokenValidationDisabled>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public class SESS4004TokenValidationDisabledTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateAudience|] = false };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateLifetime|] = false };")]
    [InlineData("var p = new TokenValidationParameters { [|RequireSignedTokens|] = false };")]
    [InlineData("var p = new TokenValidationParameters { [|RequireExpirationTime|] = false };")]
    [InlineData("var p = new TokenValidationParameters { [|RequireAudience|] = false };")]
    [InlineData("TokenValidationParameters p = new() { [|ValidateIssuer|] = false, [|ValidateAudience|] = false, ValidIssuer = \"shop\" };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, IssuerSigningKey = key, [|ValidateIssuer|] = false, [|ValidateAudience|] = false };")]
    [InlineData("var p = new TokenValidationParameters(); p.[|ValidateLifetime|] = false;")]
    [InlineData("given.[|ValidateLifetime|] = false;")]
    [InlineData("var p = given.Clone(); p.[|ValidateAudience|] = false;")]
    [InlineData("const bool Check = false; var p = new TokenValidationParameters { [|ValidateIssuer|] = Check };")]
    [InlineData("var check = false; var p = new TokenValidationParameters { [|ValidateIssuer|] = check };")]
    [InlineData("var check = true; check = !check; var p = new TokenValidationParameters { [|ValidateIssuer|] = check };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = Off };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = Constant };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = OffProperty };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = OffMethod() };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateAudience|] = name switch { \"legacy\" => false, _ => true } };")]
    [InlineData("bool check; switch (name) { case \"legacy\": check = false; break; default: check = true; break; } var p = new TokenValidationParameters { [|ValidateAudience|] = check };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateAudience|] = !environment.IsProduction() };")]
    [InlineData("var p = new TokenValidationParameters(); if (flag) { p.[|ValidateIssuer|] = false; }")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, IssuerValidator = null };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, [|IssuerValidator|] = (i, t, v) => i };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, AudienceValidator = CheckAudience };")]
    [InlineData("Use(new TokenValidationParameters { [|ValidateIssuer|] = false });")]
    [InlineData("new JwtSecurityTokenHandler().ValidateToken(name, new TokenValidationParameters { [|ValidateIssuer|] = false, ValidateAudience = true, IssuerSigningKey = key }, out _);")]
    public Task FlagThatIsOff_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.[|ValidateAudience|] = false);")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters = new TokenValidationParameters { [|ValidateIssuer|] = false, ValidIssuer = name }; o.Authority = name; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = Make());")]
    [InlineData("services.Configure<JwtBearerOptions>(o => o.TokenValidationParameters.[|ValidateLifetime|] = false);")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.Events = new JwtBearerEvents { OnMessageReceived = c => Task.CompletedTask }; o.TokenValidationParameters.[|ValidateIssuer|] = false; });")]
    public Task FlagOfAScheme_IsReported(string body) => VerifyAsync(body, "TokenValidationParameters Make() => new() { [|ValidateAudience|] = false };");

    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => new JwtSecurityToken(token) };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, _) => new JsonWebToken(token) };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = delegate (string token, TokenValidationParameters v) { var jwt = new JwtSecurityToken(token); return jwt; } };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => new JwtSecurityTokenHandler().ReadJwtToken(token) };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => new JsonWebTokenHandler().ReadJsonWebToken(token) };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => { var handler = new JwtSecurityTokenHandler(); return handler.ReadToken(token) as JwtSecurityToken; } };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => { Console.WriteLine(token); return new JwtSecurityToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => { try { return new JwtSecurityToken(token); } catch (ArgumentException) { return null; } } };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = ReadOnly };")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = new SignatureValidator(ReadOnly) };")]
    [InlineData("SecurityToken Parse(string token, TokenValidationParameters v) => new JwtSecurityToken(token); var p = new TokenValidationParameters { [|SignatureValidator|] = Parse };")]
    [InlineData("SignatureValidator any = (token, v) => new JwtSecurityToken(token); var p = new TokenValidationParameters { [|SignatureValidator|] = any };")]
    [InlineData("var p = new TokenValidationParameters { [|IssuerValidator|] = (issuer, token, v) => issuer };")]
    [InlineData("var p = new TokenValidationParameters { [|IssuerValidator|] = (issuer, token, v) => { return issuer; } };")]
    [InlineData("var p = new TokenValidationParameters { [|IssuerValidator|] = (_, _, _) => \"https://login.example.com\" };")]
    [InlineData("var p = new TokenValidationParameters(); p.[|IssuerValidator|] = AnyIssuer;")]
    [InlineData("var p = new TokenValidationParameters { [|AudienceValidator|] = (audiences, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { [|AudienceValidator|] = (_, _, _) => On };")]
    [InlineData("var p = new TokenValidationParameters { [|LifetimeValidator|] = (before, expires, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { [|LifetimeValidator|] = delegate { return true; } };")]
    [InlineData("var p = new TokenValidationParameters { [|LifetimeValidator|] = (before, expires, token, v) => { if (expires == null) { return true; } return true; } };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, [|IssuerSigningKeyValidator|] = (k, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { [|IssuerSigningKeyValidator|] = (k, token, v) => true, ValidateIssuerSigningKey = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true, [|TokenReplayValidator|] = (expires, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidAlgorithms = [\"RS256\"], [|AlgorithmValidator|] = (algorithm, k, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidTypes = [\"at+jwt\"], [|TypeValidator|] = (type, token, v) => type };")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.[|SignatureValidator|] = (token, v) => new JwtSecurityToken(token));")]
    public Task DelegateThatRefusesNothing_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = TimeSpan.FromMinutes(6) };")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = TimeSpan.FromDays(365) };")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = TimeSpan.MaxValue };")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = new TimeSpan(1, 0, 0) };")]
    [InlineData("var skew = TimeSpan.FromHours(1); var p = new TokenValidationParameters(); p.[|ClockSkew|] = skew;")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = Skew };")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = flag ? TimeSpan.FromHours(1) : TimeSpan.Zero };")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.[|ClockSkew|] = TimeSpan.FromDays(1));")]
    public Task LongClockSkew_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ValidateTokenReplay|] = true };")]
    [InlineData("var p = new TokenValidationParameters(); p.[|ValidateTokenReplay|] = true; p.ValidIssuer = name;")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.[|ValidateTokenReplay|] = true);")]
    public Task ReplayCheckWithoutMemory_IsReported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters();")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = true, ValidateAudience = true, ValidateLifetime = true, RequireSignedTokens = true, RequireExpirationTime = true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateActor = false, ValidateTokenReplay = false, SaveSigninToken = false, TryAllIssuerSigningKeys = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = flag, ValidateAudience = flag };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = configuration.GetValue<bool>(\"ValidateIssuer\") };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = configuration.GetValue(\"ValidateIssuer\", false) };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = name is not null };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = environment.IsProduction() };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = !environment.IsDevelopment() };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = On };")]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = Settable };")]
    [InlineData("if (environment.IsDevelopment()) { var p = new TokenValidationParameters { ValidateIssuer = false, SignatureValidator = ReadOnly }; }")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false }; p.ValidateIssuer = true;")]
    [InlineData("var p = new TokenValidationParameters(); p.ValidateLifetime = false; p.ValidateLifetime = true;")]
    [InlineData("var p = new TokenValidationParameters(); if (name.Length > 0) { p.ValidAudience = name; } else { p.ValidateAudience = false; }")]
    [InlineData("var p = new TokenValidationParameters(); if (name.Length == 0) p.ValidateIssuer = false; else p.ValidIssuers = [name];")]
    [InlineData("#if DEBUG\nvar p = new TokenValidationParameters { ValidateIssuer = false };\n#endif")]
    [InlineData("var p = new TokenValidationParameters\n{\n#if !DEBUG\nValidateIssuer = true,\n#else\nValidateIssuer = false,\n#endif\n};")]
    [InlineData("var p = new Stranger { ValidateIssuer = false, ValidateLifetime = false };")]
    public Task FlagThatIsOnOrUnknown_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = CheckAudience };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, v) => audiences.Contains(\"shop\"), ValidateAudience = false };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = CheckIssuer };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false }; p.IssuerValidator = (issuer, token, v) => name.Contains(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = validators.Validate };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, LifetimeValidator = (before, expires, token, v) => expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { RequireExpirationTime = false, LifetimeValidator = (before, expires, token, v) => expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, SignatureValidator = CheckSignature };")]
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, IssuerSigningKeyValidator = (k, token, v) => k is not null };")]
    [InlineData("given.ValidateAudience = false; given.AudienceValidator = CheckAudience;")]
    [InlineData("given.ValidateAudience = false; Later(given); void Later(TokenValidationParameters p) => p.AudienceValidator = CheckAudience;")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateIssuer = false; o.TokenValidationParameters.IssuerValidator = CheckIssuer; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters = new TokenValidationParameters { ValidateIssuer = false }; o.TokenValidationParameters.IssuerValidator = CheckIssuer; });")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateIssuer = false); services.PostConfigureAll<JwtBearerOptions>(o => o.TokenValidationParameters.IssuerValidator = CheckIssuer);")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(1), LifetimeValidator = (before, expires, token, v) => expires > DateTime.UtcNow };")]
    public Task DelegateThatChecks_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = CheckSignature };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, v) => validators.Read(token) };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, v) => { validators.Check(token); return new JwtSecurityToken(token); } };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, v) => token == name ? new JwtSecurityToken(token) : null };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, v) => null };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = (token, v) => throw new SecurityTokenInvalidSignatureException() };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = null };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = environment.IsDevelopment() ? (token, v) => new JwtSecurityToken(token) : null };")]
    [InlineData("var p = new TokenValidationParameters { SignatureValidator = flag ? (token, v) => new JwtSecurityToken(token) : null };")]
    [InlineData("if (!rsa.VerifyData(bytes, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)) { return; } var p = new TokenValidationParameters { SignatureValidator = (token, v) => new JwtSecurityToken(token) };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = CheckIssuer };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, token, v) => { if (issuer != name) { throw new SecurityTokenInvalidIssuerException(); } return issuer; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, token, v) => { validators.Check(issuer); return issuer; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = (issuer, token, v) => issuer == name ? issuer : null };")]
    [InlineData("var p = new TokenValidationParameters { IssuerValidator = validators.Validate };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, v) => audiences.Contains(name) };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, v) => { if (!audiences.Any()) { return false; } return true; } };")]
    [InlineData("var p = new TokenValidationParameters { AudienceValidator = (audiences, token, v) => false };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, v) => expires != null && expires > DateTime.UtcNow };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, v) => { if (expires < DateTime.UtcNow) { throw new SecurityTokenExpiredException(); } return true; } };")]
    [InlineData("var p = new TokenValidationParameters { LifetimeValidator = (before, expires, token, v) => { validators.Check(name); return true; } };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKeyValidator = (k, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = false, IssuerSigningKeyValidator = (k, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuerSigningKey = true, IssuerSigningKeyValidator = (k, token, v) => k.KeyId == name };")]
    [InlineData("var p = new TokenValidationParameters { TokenReplayValidator = (expires, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { AlgorithmValidator = (algorithm, k, token, v) => true };")]
    [InlineData("var p = new TokenValidationParameters { TypeValidator = (type, token, v) => type };")]
    public Task DelegateThatMayRefuse_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(5) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.Zero };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = span };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromMinutes(minutes) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = configuration.GetValue(\"Skew\", TimeSpan.FromHours(1)) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = flag ? span : TimeSpan.FromHours(1) };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = environment.IsDevelopment() ? TimeSpan.FromHours(1) : TimeSpan.Zero };")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromHours(1) }; p.ClockSkew = TimeSpan.Zero;")]
    [InlineData("if (environment.IsDevelopment()) { given.ClockSkew = TimeSpan.FromHours(1); }")]
    public Task ShortOrUnknownClockSkew_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true, TokenReplayCache = cache };")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true }; p.TokenReplayCache = cache;")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = true, TokenReplayValidator = validators.Replays };")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = flag };")]
    [InlineData("var p = new TokenValidationParameters { ValidateTokenReplay = false };")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateTokenReplay = true); services.PostConfigureAll<JwtBearerOptions>(o => o.TokenValidationParameters.TokenReplayCache = cache);")]
    public Task ReplayCheckWithMemory_IsSilent(string body) => VerifySilentAsync(body);

    [Theory]
    [InlineData("var jwt = Open(new() { ValidateIssuer = false }); if (jwt.Issuer != name) { return; }")]
    [InlineData("var jwt = Open(new() { ValidateIssuer = false }); if (jwt.Payload[\"iss\"] as string != name) { return; }")]
    [InlineData("var jwt = Open(new() { ValidateIssuer = false }); if (jwt.Claims.First(c => c.Type == JwtRegisteredClaimNames.Iss).Value != name) { return; }")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateIssuer = false; o.Events = new JwtBearerEvents { OnTokenValidated = c => { if (c.Principal?.FindFirst(\"tid\")?.Value != name) { c.Fail(name); } return Task.CompletedTask; } }; });")]
    [InlineData("var jwt = Open(new() { ValidateAudience = false }); if (!jwt.Audiences.Contains(name)) { return; }")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateAudience = false); services.AddAuthorization(o => o.AddPolicy(\"Api\", p => p.RequireClaim(\"scope\", \"api\")));")]
    [InlineData("var jwt = Open(new() { ValidateLifetime = false }); if (jwt.ValidTo < DateTime.UtcNow) { return; }")]
    [InlineData("var jwt = Open(new() { RequireExpirationTime = false }); if (jwt.Payload.Exp is null) { return; }")]
    [InlineData("var jwt = Open(new() { IssuerValidator = (issuer, token, v) => issuer }); if (jwt.Issuer != name) { return; }")]
    [InlineData("var jwt = Open(new() { LifetimeValidator = (before, expires, token, v) => true }); if (jwt.ValidTo < DateTime.UtcNow) { return; }")]
    public Task CheckByHand_IsSilent(string body) => VerifySilentAsync(body);

    [Fact]
    public async Task CheckByHandInAnotherFile_IsSilent()
    {
        const string Events = """
            using Microsoft.AspNetCore.Authentication.JwtBearer;

            class Events(string tenant) : JwtBearerEvents
            {
                public override Task TokenValidated(TokenValidatedContext context)
                {
                    if (context.Principal?.FindFirst("iss")?.Value != tenant) { context.Fail("tenant"); }
                    return Task.CompletedTask;
                }
            }
            """;
        const string Scheme = "services.AddAuthentication().AddJwtBearer(o => { o.EventsType = typeof(Events); o.TokenValidationParameters.ValidateIssuer = false; });";
        await Test(Class(Scheme), Events, isSilent: true).RunAsync();
        await Test(Class(Scheme.Replace("ValidateIssuer", "[|ValidateAudience|]")), Events, isSilent: false).RunAsync();
    }

    [Theory]
    [InlineData("ClaimsPrincipal GetPrincipalFromExpiredToken(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { ValidateLifetime = false }, out _);")]
    [InlineData("ClaimsPrincipal Open(string jwt) { var refreshToken = jwt; return new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { ValidateLifetime = false }, out _); }")]
    [InlineData("ClaimsPrincipal SignOut(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { ValidateLifetime = false }, out _);")]
    [InlineData("static readonly TokenValidationParameters ExpiredToken = new() { ValidateLifetime = false };")]
    [InlineData("class RefreshTokens { TokenValidationParameters Parameters() => new() { ValidateLifetime = false }; }")]
    [InlineData("void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(\"Refresh\", o => o.TokenValidationParameters.ValidateLifetime = false);")]
    [InlineData("ClaimsPrincipal Renew(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { LifetimeValidator = (before, expires, token, v) => true }, out _);")]
    [InlineData("ClaimsPrincipal Renew(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(7) }, out _);")]
    [InlineData("ClaimsPrincipal Open(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { ValidateLifetime = false }, out _); ClaimsPrincipal RefreshToken(string jwt) => Open(jwt);")]
    [InlineData("TokenValidationParameters Parameters() => new() { ValidateLifetime = false }; class Renewal { object Open(Startup startup) => startup.Parameters(); }")]
    public Task ExpiredTokenThatIsRenewed_IsSilent(string member) => VerifySilentAsync("", member);

    [Theory]
    [InlineData("ClaimsPrincipal GetPrincipalFromExpiredToken(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { [|ValidateIssuer|] = false, [|ValidateAudience|] = false, ValidateLifetime = false }, out _);")]
    [InlineData("void Configure(IServiceCollection services) { services.AddSingleton<RefreshTokens>(); services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.[|ValidateLifetime|] = false); } class RefreshTokens;")]
    [InlineData("ClaimsPrincipal Open(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { [|ValidateLifetime|] = false }, out _);")]
    [InlineData("ClaimsPrincipal Open(string jwt) => new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { [|ValidateLifetime|] = false }, out _); ClaimsPrincipal User(string jwt) => Open(jwt);")]
    [InlineData("ClaimsPrincipal? Open(string jwt) { try { return new JwtSecurityTokenHandler().ValidateToken(jwt, new TokenValidationParameters { [|ValidateLifetime|] = false }, out _); } catch (SecurityTokenExpiredException) { return null; } }")]
    [InlineData("void Configure(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o => { o.RefreshOnIssuerKeyNotFound = true; o.TokenValidationParameters.[|ValidateLifetime|] = false; });")]
    [InlineData("TokenValidationParameters Parameters() => new() { [|LifetimeValidator|] = (before, expired, token, refresh) => true };")]
    public Task ChecksThatRenewalDoesNotExcuse_AreReported(string member) => VerifyAsync("", member);

    [Fact]
    public Task Messages_NameWhatIsAccepted()
    {
        var test = new Verify.Test
        {
            TestCode = Class("""
                var p = new TokenValidationParameters
                {
                    {|#0:ValidateIssuer|} = false,
                    {|#1:AudienceValidator|} = (audiences, token, v) => true,
                    {|#2:ClockSkew|} = TimeSpan.FromHours(2),
                    {|#3:ValidateTokenReplay|} = true,
                };
                """),
            ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
        };
        test.TestState.ExpectedDiagnostics.AddRange([
            Verify.Diagnostic("SESS4004").WithLocation(0).WithArguments("ValidateIssuer = false", "a token of any issuer"),
            Verify.Diagnostic("SESS4004").WithLocation(1).WithArguments("AudienceValidator refuses nothing", "a token that was issued for another application"),
            Verify.Diagnostic("SESS4004").WithLocation(2).WithArguments("ClockSkew is 2 hours", "a token that has expired"),
            Verify.Diagnostic("SESS4004").WithLocation(3).WithArguments("ValidateTokenReplay without a TokenReplayCache", "a token that has been used before"),
        ]);
        return test.RunAsync();
    }

    [Fact]
    public async Task TestProject_IsSilentUnlessItIsIncluded()
    {
        var silent = Test(Class("var p = new TokenValidationParameters { ValidateIssuer = false };"), null, isSilent: true);
        silent.GlobalConfig = "build_property.IsTestProject = true\n";
        await silent.RunAsync();
        var included = Test(Class("var p = new TokenValidationParameters { [|ValidateIssuer|] = false };"), null, isSilent: false);
        included.GlobalConfig = "build_property.IsTestProject = true\n";
        included.EditorConfig = "[*.cs]\nsession_analyzers.include_tests = true\n";
        await included.RunAsync();
    }

    private static Task VerifyAsync(string body, string member = "") => Test(Class(body, member), null, isSilent: false).RunAsync();

    private static Task VerifySilentAsync(string body, string member = "") => Test(Class(body, member), null, isSilent: true).RunAsync();

    private static Verify.Test Test(string code, string? other, bool isSilent)
    {
        var test = new Verify.Test { TestCode = code, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens, IsSilent = isSilent };
        if (other is not null)
        {
            test.TestState.Sources.Add(other);
        }

        return test;
    }

    private static string Class(string body, string member = "") => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        using JwtRegisteredClaimNames = System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames;

        class Startup
        {
            const bool Constant = false;
            static readonly bool Off = false;
            static readonly bool On = true;
            static readonly TimeSpan Skew = TimeSpan.FromMinutes(30);
            static bool OffProperty => false;
            static bool OffMethod() => false;
            public static bool Settable { get; set; }

            void Configure(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, SecurityKey key, TokenValidationParameters given, IValidators validators, ITokenReplayCache cache, RSA rsa, byte[] bytes, TimeSpan span, string name, bool flag, int minutes)
            {
                {{body}}
            }

            {{member}}

            static void Use(TokenValidationParameters parameters) { }

            static JwtSecurityToken Open(TokenValidationParameters parameters) => null!;

            static bool CheckAudience(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => audiences.Contains("shop");

            static string CheckIssuer(string issuer, SecurityToken token, TokenValidationParameters parameters) =>
                issuer.StartsWith("https://login.example.com/") ? issuer : throw new SecurityTokenInvalidIssuerException();

            static string AnyIssuer(string issuer, SecurityToken token, TokenValidationParameters parameters) => issuer;

            static SecurityToken ReadOnly(string token, TokenValidationParameters parameters) => new JwtSecurityToken(token);

            static SecurityToken CheckSignature(string token, TokenValidationParameters parameters)
            {
                var jwt = new JwtSecurityToken(token);
                return jwt.Header.Alg == "RS256" ? jwt : throw new SecurityTokenInvalidSignatureException();
            }
        }

        interface IValidators
        {
            string Validate(string issuer, SecurityToken token, TokenValidationParameters parameters);

            bool Replays(DateTime? expires, string token, TokenValidationParameters parameters);

            SecurityToken Read(string token);

            void Check(string text);
        }

        class Stranger
        {
            public bool ValidateIssuer { get; set; }

            public bool ValidateLifetime { get; set; }
        }

        """;
}
