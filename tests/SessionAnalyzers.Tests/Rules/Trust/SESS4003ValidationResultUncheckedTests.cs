using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Trust.SESS4003ValidationResultUnchecked>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public sealed class SESS4003ValidationResultUncheckedTests
{
    private const string Validated = """var result = await handler.ValidateTokenAsync(token, parameters); """;

    private const string Authenticated = """var result = await ctx.AuthenticateAsync("External"); """;

    /// <summary>What is read of a token's validation; <c>/*test*/</c> is where the silent twins look at it.</summary>
    public static TheoryData<string> Tokens =>
    [
        Validated + """/*test*/ ctx.User = new ClaimsPrincipal(result.[|ClaimsIdentity|]); return Results.Ok();""",
        Validated + """/*test*/ return Results.Ok(result.[|Claims|]["sub"]);""",
        Validated + """/*test*/ foreach (var claim in result.[|Claims|]) { Add(claim.Key); } return Results.Ok();""",
        Validated + """/*test*/ var jwt = (JsonWebToken)result.[|SecurityToken|]; return Results.Ok(jwt.Subject);""",
        Validated + """/*test*/ var identity = result.[|ClaimsIdentity|]; Add(identity.Name); return Results.Ok();""",
        Validated + """/*test*/ if (result.[|ClaimsIdentity|].HasClaim("role", "admin")) { Add("x"); } return Results.Ok();""",
        Validated + """/*test*/ return result.[|Claims|].TryGetValue("sub", out var sub) ? Results.Ok(sub) : Results.NotFound();""",
        """var result = await handler.ValidateTokenAsync(token, parameters).ConfigureAwait(false); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var result = handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult(); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var result = handler.ValidateTokenAsync(token, parameters).Result; /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var task = handler.ValidateTokenAsync(token, parameters); var result = await task; /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var first = await handler.ValidateTokenAsync(token, parameters); var result = first; /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var (result, name) = (await handler.ValidateTokenAsync(token, parameters), "x"); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var result = await legacy.ValidateTokenAsync(token, parameters); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var result = await Validate(token); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """TokenValidationResult result; if (token.Length > 3) { result = await handler.ValidateTokenAsync(token, parameters); } else { result = await handler.ValidateTokenAsync(token + "=", parameters); } /*test*/ return Results.Ok(result.[|Claims|]);""",
        Validated + """var claims = result.[|Claims|]; /*test*/ return Results.Ok(claims);""",
        Validated + """var claims = result.[|Claims|]; /*test*/ return Results.Ok(claims["sub"]);""",
        Validated + """/*test*/ var identity = result.[|ClaimsIdentity|]; ctx.User = new ClaimsPrincipal(identity); return Results.Ok();""",
        """var result = await handler.ValidateTokenAsync(token, parameters); logger.LogInformation("{Valid}", result.IsValid); /*test*/ return Results.Ok(result.[|Claims|]);""",
        """var result = await handler.ValidateTokenAsync(token, parameters); logger.LogInformation("{Result}", result); /*test*/ return Results.Ok(result.[|Claims|]);""",
    ];

    public static TheoryData<string> TokenTests =>
    [
        """if (!result.IsValid) { return Results.Unauthorized(); }""",
        """if (result.IsValid == false) { return Results.Unauthorized(); }""",
        """if (result is not { IsValid: true }) { return Results.Unauthorized(); }""",
        """if (result is { IsValid: false }) { return Results.Unauthorized(); }""",
        """if (result.Exception != null) { return Results.Unauthorized(); }""",
        """if (result.Exception is { } fault) { throw fault; }""",
        """var ok = result.IsValid; if (!ok) { return Results.Unauthorized(); }""",
        """if (!result.IsValid || token.Length == 0) { return Results.Unauthorized(); }""",
        """Ensure(result);""",
        """if (!IsGood(result)) { return Results.Unauthorized(); }""",
        """guard.Check(result);""",
        """guard.Demand(result.IsValid);""",
        """_ = result.IsValid ? 0 : throw new SecurityTokenException();""",
        """switch (result.IsValid) { case false: return Results.Unauthorized(); }""",
    ];

    /// <summary>What is read of an authentication.</summary>
    public static TheoryData<string> Authentications =>
    [
        Authenticated + """/*test*/ return Results.Ok(result.[|Principal|].FindFirst("sub"));""",
        Authenticated + """/*test*/ var user = result.[|Principal|]; return Results.Ok(user.Identity);""",
        Authenticated + """/*test*/ return Results.Ok(result.[|Ticket|].Principal);""",
        Authenticated + """/*test*/ return Results.Ok(result.[|Properties|].GetTokenValue("access_token"));""",
        Authenticated + """/*test*/ await ctx.SignInAsync(result.[|Principal|]); return Results.Ok();""",
        Authenticated + """/*test*/ ctx.User = result.[|Principal|]; return Results.Ok();""",
        Authenticated + """/*test*/ var user = new ClaimsPrincipal(result.[|Principal|]); return Results.Ok(user);""",
        Authenticated + """/*test*/ foreach (var claim in result.[|Principal|].Claims) { Add(claim.Value); } return Results.Ok();""",
        """var result = await authentication.AuthenticateAsync(ctx, "External"); /*test*/ return Results.Ok(result.[|Principal|].Claims);""",
    ];

    public static TheoryData<string> AuthenticationTests =>
    [
        """if (!result.Succeeded) { return Results.Unauthorized(); }""",
        """if (result?.Succeeded != true) { return Results.Unauthorized(); }""",
        """if (result.None) { return Results.Unauthorized(); }""",
        """if (result.Failure is not null) { return Results.Unauthorized(); }""",
        """if (result.Principal == null) { return Results.Unauthorized(); }""",
        """if (result.Principal is null) { return Results.Unauthorized(); }""",
        """if (result.Ticket is not { } ticket) { return Results.Unauthorized(); }""",
        """if (result is not { Succeeded: true }) { return Results.Unauthorized(); }""",
        """if (result is not { Principal: { } principal }) { return Results.Unauthorized(); }""",
        """if (result.Principal?.Identity is null) { return Results.Unauthorized(); }""",
        """ArgumentNullException.ThrowIfNull(result.Principal);""",
    ];

    [Theory]
    [MemberData(nameof(Tokens))]
    public Task Token_IsReported(string body) => Run(Endpoint(body.Replace("/*test*/", "")), isSilent: false);

    [Theory]
    [MemberData(nameof(Tokens))]
    public Task TestedToken_IsSilent(string body) => Run(Endpoint(Plain(body.Replace("/*test*/", "if (!result.IsValid) { return Results.Unauthorized(); }"))), isSilent: true);

    [Theory]
    [MemberData(nameof(TokenTests))]
    public Task TestOfAToken_IsSilent(string test) => Run(Endpoint(Validated + test + " return Results.Ok(result.Claims);"), isSilent: true);

    [Theory]
    [MemberData(nameof(Authentications))]
    public Task Authentication_IsReported(string body) => Run(Endpoint(body.Replace("/*test*/", "")), isSilent: false);

    [Theory]
    [MemberData(nameof(Authentications))]
    public Task TestedAuthentication_IsSilent(string body) => Run(Endpoint(Plain(body.Replace("/*test*/", "if (!result.Succeeded) { return Results.Unauthorized(); }"))), isSilent: true);

    [Theory]
    [MemberData(nameof(AuthenticationTests))]
    public Task TestOfAnAuthentication_IsSilent(string test) => Run(Endpoint(Authenticated + test + """ return Results.Ok(result.Principal.FindFirst("sub"));"""), isSilent: true);

    /// <summary>On one path it is tested, on the other it is not.</summary>
    [Theory]
    [InlineData(Validated + """IResult Send(IDictionary<string, object> claims, bool valid) => valid ? Results.Ok(claims) : Results.Unauthorized(); return Send(result.[|Claims|], token.Length > 3);""")]
    [InlineData(Validated + """if (token.Length > 3) { if (!result.IsValid) { return Results.Unauthorized(); } } return Results.Ok(result.[|Claims|]);""")]
    [InlineData(Validated + """if (token.Length > 3 && !result.IsValid) { return Results.Unauthorized(); } return Results.Ok(result.[|Claims|]);""")]
    [InlineData(Authenticated + """if (token.Length > 3) { if (!result.Succeeded) { return Results.Unauthorized(); } } return Results.Ok(result.[|Principal|].Claims);""")]
    [InlineData(Validated + """if (!result.IsValid) { return Results.Unauthorized(); } result = await handler.ValidateTokenAsync(token + "=", parameters); return Results.Ok(result.[|Claims|]);""")]
    [InlineData(Validated + """var other = await handler.ValidateTokenAsync(token + "=", parameters); if (!other.IsValid) { return Results.Unauthorized(); } return Results.Ok(result.[|Claims|]);""")]
    [InlineData(Validated + """try { if (!result.IsValid) { return Results.Unauthorized(); } } finally { Add("x"); } var next = await handler.ValidateTokenAsync(token, other); return Results.Ok(next.[|Claims|]);""")]
    public Task UntestedPath_IsReported(string body) => Run(Endpoint(body), isSilent: false);

    /// <summary>Nothing is used of a result that has not been looked at, or who gets it may look.</summary>
    [Theory]
    [InlineData(Validated + """return Results.Ok(result.IsValid ? result.ClaimsIdentity.Name : null);""")]
    [InlineData(Validated + """return result.IsValid && result.Claims.ContainsKey("sub") ? Results.Ok() : Results.Unauthorized();""")]
    [InlineData(Validated + """return result switch { { IsValid: true, ClaimsIdentity: var identity } => Results.Ok(identity.Name), _ => Results.Unauthorized() };""")]
    [InlineData(Validated + """return result switch { { IsValid: var valid } when valid => Results.Ok(result.Claims), _ => Results.Unauthorized() };""")]
    [InlineData(Validated + """if (result is { IsValid: true, SecurityToken: JsonWebToken jwt }) { return Results.Ok(jwt.Subject); } return Results.Unauthorized();""")]
    [InlineData(Validated + """return Results.Ok(new { result.IsValid, result.Claims });""")]
    [InlineData(Validated + """return Results.Ok(new Answer { Claims = result.Claims, IsValid = result.IsValid });""")]
    [InlineData(Validated + """last = result; return Results.Ok(result.Claims);""")]
    [InlineData(Validated + """guard.Check(result); return Results.Ok(result.Claims);""")]
    [InlineData(Validated + """logger.LogDebug("{Id}", result.SecurityToken?.Id); return result.IsValid ? Results.Ok() : Results.Unauthorized();""")]
    [InlineData(Validated + """if (!result.IsValid) { logger.LogWarning("{Issuer}", result.SecurityToken?.Issuer); return Results.Unauthorized(); } return Results.Ok();""")]
    [InlineData("""while (true) { var result = await handler.ValidateTokenAsync(token, parameters); if (result.IsValid) { return Results.Ok(result.Claims); } token += "="; }""")]
    [InlineData("""var result = await Strict(token); return Results.Ok(result.Claims);""")]
    [InlineData("""var result = await MayBe(token); if (result is null) { return Results.Unauthorized(); } return Results.Ok(result.Claims);""")]
    [InlineData("""if (!(await handler.ValidateTokenAsync(token, parameters)).IsValid) { return Results.Unauthorized(); } return Results.Ok((await handler.ValidateTokenAsync(token, parameters)).Claims);""")]
    [InlineData("""var result = new TokenValidationResult { IsValid = true }; return Results.Ok(result.Claims);""")]
    [InlineData("""var result = await guard.ValidateTokenAsync(token); return Results.Ok(result.Claims);""")]
    [InlineData(Authenticated + """return Results.Ok(result.Principal?.FindFirst("sub"));""")]
    [InlineData(Authenticated + """return Results.Ok(result.Properties?.GetTokenValue("access_token"));""")]
    [InlineData(Authenticated + """return Results.Ok(result?.Principal?.Identity?.Name ?? "nobody");""")]
    [InlineData(Authenticated + """var user = result.Principal ?? new ClaimsPrincipal(); return Results.Ok(user.Identity);""")]
    [InlineData(Authenticated + """if (result.Principal is { } user) { return Results.Ok(user.Identity); } return Results.Unauthorized();""")]
    [InlineData(Authenticated + """guard.Demand(result.Principal); return Results.Ok();""")]
    [InlineData(Authenticated + """principal = result.Principal; return Results.Ok();""")]
    [InlineData("""if (ctx.User.Identity?.IsAuthenticated != true) { return Results.Unauthorized(); } var result = await ctx.AuthenticateAsync(); return Results.Ok(result.Properties.Items);""")]
    [InlineData("""var refresh = await ctx.GetTokenAsync("refresh_token"); Add(refresh); var result = await ctx.AuthenticateAsync("Cookies"); result.Properties.UpdateTokenValue("access_token", token); return Results.Ok();""")]
    [InlineData(Authenticated + """try { Add(result.Principal?.Identity?.Name); } catch (InvalidOperationException) { } return Results.Ok();""")]
    [InlineData(Authenticated + """bool Good() => result.Succeeded; if (!Good()) { return Results.Unauthorized(); } return Results.Ok(result.Principal.Claims);""")]
    [InlineData(Authenticated + """var all = new List<AuthenticateResult> { result }; guard.Demand(all); return Results.Ok(result.Principal.Claims);""")]
    [InlineData(Authenticated + """if (result.Principal.Identity.IsAuthenticated) { return Results.Ok(result.Principal.Claims); } return Results.Unauthorized();""")]
    [InlineData("""var result = await ctx.AuthenticateAsync("A"); if (!result.Succeeded) { result = await ctx.AuthenticateAsync("B"); } if (!result.Succeeded) { return Results.Unauthorized(); } return Results.Ok(result.Principal.Claims);""")]
    [InlineData("""foreach (var scheme in new[] { "A", "B" }) { var result = await ctx.AuthenticateAsync(scheme); if (result.Succeeded) { ctx.User = result.Principal; break; } } return Results.Ok();""")]
    [InlineData("""var result = await handler.ValidateTokenAsync(token, parameters); var (valid, claims) = (result.IsValid, result.Claims); return valid ? Results.Ok(claims) : Results.Unauthorized();""")]
    [InlineData("""var result = await handler.ValidateTokenAsync(token, parameters); bool valid; IDictionary<string, object> claims; claims = result.Claims; valid = result.IsValid; return valid ? Results.Ok(claims) : Results.Unauthorized();""")]
    [InlineData("""var result = await handler.ValidateTokenAsync(token, parameters); var claims = result.Claims; if (!result.IsValid) { return Results.Unauthorized(); } return Results.Ok(claims);""")]
    [InlineData(Validated + """IResult Send(IDictionary<string, object> claims, bool valid) => valid ? Results.Ok(claims) : Results.Unauthorized(); return Send(result.Claims, result.IsValid);""")]
    [InlineData(Validated + """return result.IsValid ? Results.Ok(new { Name = result.ClaimsIdentity.Name, Id = result.SecurityToken.Id }) : Results.Unauthorized();""")]
    [InlineData(Validated + """if (result.IsValid) { try { Add(result.ClaimsIdentity.Name); } catch (ArgumentException) { Add(result.SecurityToken.Id); } } return Results.Ok();""")]
    [InlineData(Validated + """using var scope = logger.BeginScope("x"); return !result.IsValid ? Results.Unauthorized() : Results.Ok(result.Claims.ToDictionary(claim => claim.Key, claim => result.Claims[claim.Key]));""")]
    [InlineData("""var result = AuthenticateResult.Success(new AuthenticationTicket(ctx.User, "x")); return Results.Ok(result.Principal.Claims);""")]
    public Task LookedAtOrHandedOn_IsSilent(string body) => Run(Endpoint(body), isSilent: true);

    [Theory]
    [InlineData("""public async Task<TokenValidationResult> Read(string token) { var result = await handler.ValidateTokenAsync(token, parameters); Add(result.Claims.Count.ToString()); return result; }""")]
    [InlineData("""public async Task<(bool, IDictionary<string, object>)> Read(string token) { var result = await handler.ValidateTokenAsync(token, parameters); return (result.IsValid, result.Claims); }""")]
    [InlineData("""public async Task<ClaimsPrincipal?> Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); return result.Principal; }""")]
    [InlineData("""public async Task<ClaimsPrincipal?> Read(HttpContext ctx) => (await ctx.AuthenticateAsync("External")).Principal;""")]
    [InlineData("""[Authorize] public async Task<object> Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync(); return result.Properties!.Items; }""")]
    [InlineData("""public object Read(TokenValidationResult result) => result.Claims;""")]
    public Task Member_IsSilent(string member) => Run(Endpoint("return Results.Ok();", member), isSilent: true);

    [Theory]
    [InlineData("""public async Task<ClaimsIdentity> Read(string token) => (await handler.ValidateTokenAsync(token, parameters)).[|ClaimsIdentity|];""")]
    [InlineData("""public async Task<ClaimsIdentity> Read(string token) { var result = await handler.ValidateTokenAsync(token, parameters); return result.[|ClaimsIdentity|]; }""")]
    [InlineData("""public async Task<ClaimsIdentity> Read(string token) { var result = await handler.ValidateTokenAsync(token, parameters); var identity = result.[|ClaimsIdentity|]; return identity; }""")]
    [InlineData("""private ClaimsIdentity kept; public async Task Read(string token) { var result = await handler.ValidateTokenAsync(token, parameters); this.kept = result.[|ClaimsIdentity|]; }""")]
    [InlineData("""public ClaimsIdentity Read(string token) => new JsonWebTokenHandler().ValidateTokenAsync(token, parameters).Result.[|ClaimsIdentity|];""")]
    [InlineData("""public async Task<string> Read(HttpContext ctx) => (await ctx.AuthenticateAsync("External")).[|Principal|]!.Identity!.Name!;""")]
    [InlineData("""public void Map(WebApplication app) => app.MapGet("/", async (string token) => { var result = await handler.ValidateTokenAsync(token, parameters); return result.[|Claims|]["sub"]; });""")]
    [InlineData("""public async Task Read(string token, List<string> names) { var result = await handler.ValidateTokenAsync(token, parameters); names.RemoveAll(name => result.[|Claims|].ContainsKey(name)); }""")]
    public Task Member_IsReported(string member) => Run(Endpoint("return Results.Ok();", member), isSilent: false);

    [Theory]
    [InlineData("""var result = sealer.Unseal(token); return Results.Ok(result.[|Session|]!.UnverifiedClaims);""", false)]
    [InlineData("""var result = sealer.Unseal(token); if (!result.Succeeded) { return Results.Unauthorized(); } return Results.Ok(result.Session!.UnverifiedClaims);""", true)]
    [InlineData("""var result = sealer.Unseal(token); if (result.Status != UnsealStatus.Success) { return Results.Unauthorized(); } return Results.Ok(result.Session!.UnverifiedClaims);""", true)]
    [InlineData("""var result = sealer.Unseal(token); switch (result.Status) { case UnsealStatus.Success: return Results.Ok(result.Session!.UnverifiedClaims); default: return Results.Unauthorized(); }""", true)]
    [InlineData("""if (sealer.Unseal(token).Session is not { } opened) { return Results.Unauthorized(); } return Results.Ok(opened.UnverifiedClaims);""", true)]
    [InlineData("""var result = await revalidator.RevalidateAsync(session); return Results.Ok(result.[|Session|]!.Claims);""", false)]
    [InlineData("""var result = await revalidator.RevalidateAsync(session); if (!result.Succeeded) { return Results.Unauthorized(); } return Results.Ok(result.Session!.Claims);""", true)]
    [InlineData("""var result = await revalidator.RevalidateAsync(session); return result is { Succeeded: true, Session: { } good } ? Results.Ok(good.Claims) : Results.Unauthorized();""", true)]
    [InlineData("""var result = await revalidator.RevalidateAsync(session); return Results.Ok(result.Session?.Claims);""", true)]
    public Task Runtime(string body, bool isSilent) => Run(
        Endpoint("return Results.Ok();", "public async Task<IResult> Read(SessionSealer<Account> sealer, ISessionRevalidator<Account> revalidator, UnsealedSession<Account> session, string token) { await Task.Yield(); " + body + " }"),
        isSilent);

    public static TheoryData<string> Ignored =>
    [
        """await authorization.[|AuthorizeAsync|](ctx.User, null, "delete"); Delete(1); return Results.NoContent();""",
        """await authorization.[|AuthorizeAsync|](ctx.User, "delete").ConfigureAwait(false); Delete(1); return Results.NoContent();""",
        """var allowed = await authorization.[|AuthorizeAsync|](ctx.User, null, "delete"); Delete(1); return Results.NoContent();""",
        """if (token.Length > 3) { await authorization.[|AuthorizeAsync|](ctx.User, null, "delete"); } Delete(1); return Results.NoContent();""",
        """await signIn.[|CheckPasswordSignInAsync|](account, token, true); await signIn.SignInAsync(account, false); return Results.Ok();""",
        """await signIn.[|CheckPasswordSignInAsync|](account, token, true); return Results.Ok(IssueToken(account));""",
        """await signIn.[|PasswordSignInAsync|]("a", token, false, true); ctx.Session.SetString("user", "a"); return Results.Ok();""",
        """await users.[|CreateAsync|](account, token); await signIn.SignInAsync(account, false); return Results.Ok();""",
        """await users.[|ResetPasswordAsync|](account, token, "x"); await signIn.SignInAsync(account, false); return Results.Ok();""",
    ];

    [Theory]
    [MemberData(nameof(Ignored))]
    public Task IgnoredAnswer_IsReported(string body) => Run(Endpoint(body), isSilent: false);

    [Theory]
    [InlineData("""var allowed = await authorization.AuthorizeAsync(ctx.User, null, "delete"); if (!allowed.Succeeded) { return Results.Forbid(); } Delete(1); return Results.NoContent();""")]
    [InlineData("""if (!(await authorization.AuthorizeAsync(ctx.User, "delete")).Succeeded) { return Results.Forbid(); } Delete(1); return Results.NoContent();""")]
    [InlineData("""_ = await authorization.AuthorizeAsync(ctx.User, null, "delete"); Delete(1); return Results.NoContent();""")]
    [InlineData("""var allowed = await authorization.AuthorizeAsync(ctx.User, null, "delete"); guard.Demand(allowed); Delete(1); return Results.NoContent();""")]
    [InlineData("""Delete(1); await authorization.AuthorizeAsync(ctx.User, null, "delete"); return null!;""")]
    [InlineData("""await authorization.AuthorizeAsync(ctx.User, null, "delete"); logger.LogInformation("asked"); return null!;""")]
    [InlineData("""await signIn.PasswordSignInAsync("a", token, false, true); return Results.Redirect("/");""")]
    [InlineData("""await signIn.PasswordSignInAsync("a", token, false, true); Add("mail"); return Results.Ok();""")]
    [InlineData("""var result = await signIn.CheckPasswordSignInAsync(account, token, true); if (!result.Succeeded) { return Results.Unauthorized(); } await signIn.SignInAsync(account, false); return Results.Ok();""")]
    [InlineData("""await users.CreateAsync(account, token); await users.AddToRoleAsync(account, "admin"); return Results.Ok();""")]
    [InlineData("""await users.UpdateAsync(account); await signIn.SignInAsync(account, false); return Results.Ok();""")]
    [InlineData("""var result = await users.CreateAsync(account, token); if (result.Succeeded) { await signIn.SignInAsync(account, false); } return Results.Ok();""")]
    [InlineData("""var result = await users.CreateAsync(account, token); guard.Demand(result); await signIn.SignInAsync(account, false); return Results.Ok();""")]
    [InlineData("""await guard.AuthorizeAsync(ctx.User); Delete(1); return Results.NoContent();""")]
    public Task AnswerThatIsReadOrHasNoEffect_IsSilent(string body) => Run(Endpoint(body), isSilent: true);

    [Fact]
    public Task Message_NamesTheMemberAndTheTest() => Verify.VerifyAnalyzerAsync(
        Small("var result = await ctx.AuthenticateAsync(\"External\"); return result.{|#0:Principal|}.Identity;"),
        Verify.Diagnostic("SESS4003").WithLocation(0).WithArguments("Principal", "is used although nothing has asked whether AuthenticateAsync succeeded", "Succeeded"));

    [Fact]
    public Task MessageOfAnAnswer_NamesTheCallAndTheTest() => Verify.VerifyAnalyzerAsync(
        Small("await authorization.{|#0:AuthorizeAsync|}(ctx.User, null, \"x\"); Delete(); return null;"),
        Verify.Diagnostic("SESS4003").WithLocation(0).WithArguments("AuthorizeAsync", "answers, and the code goes on without looking at the answer", "Succeeded"));

    [Fact]
    public Task DebugCode_IsSilent() => Verify.VerifySilentAsync(
        "#define DEBUG\n" + Small("\n#if DEBUG\nawait authorization.AuthorizeAsync(ctx.User, null, \"x\"); Delete();\n#endif\nreturn null;"));

    private static string Plain(string marked) => marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Small(string body) => $$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;

        class Small(IAuthorizationService authorization)
        {
            async Task<object?> Read(HttpContext ctx) { {{body}} }

            void Delete() { }
        }
        """;

    private static string Endpoint(string body, string members = "") => $$"""
        #nullable disable warnings
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        using SealedSessions;

        public class Endpoints(
            JsonWebTokenHandler handler, System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler legacy, TokenValidationParameters parameters, TokenValidationParameters other, ILogger<Endpoints> logger,
            IGuard guard, IAuthenticationService authentication, IAuthorizationService authorization, SignInManager<Account> signIn, UserManager<Account> users, Account account)
        {
            private TokenValidationResult last;
            private ClaimsPrincipal principal;

            public async Task<IResult> Handle(HttpContext ctx, string token)
            {
                await Task.Yield();
                {{body}}
            }

            private async Task<TokenValidationResult> Validate(string token) => await handler.ValidateTokenAsync(token, parameters);

            private async Task<TokenValidationResult> Strict(string token)
            {
                var result = await handler.ValidateTokenAsync(token, parameters);
                return result.IsValid ? result : throw new SecurityTokenException();
            }

            private async Task<TokenValidationResult> MayBe(string token)
            {
                var result = await handler.ValidateTokenAsync(token, parameters);
                if (!result.IsValid) { return null; }
                return result;
            }

            private static void Ensure(TokenValidationResult result) { if (!result.IsValid) { throw new SecurityTokenException(); } }

            private static bool IsGood(TokenValidationResult result) => result.IsValid && result.Claims.Count > 0;

            private string IssueToken(Account account) => "x";

            private void Add(string text) => last = null;

            private void Delete(int id) => last = null;

            {{members}}
        }

        public class Account : IdentityUser;

        public class Answer { public object Claims { get; set; } public bool IsValid { get; set; } }

        public interface IGuard
        {
            void Check(object value);
            void Demand(object value);
            Task AuthorizeAsync(ClaimsPrincipal user);
            Task<TokenValidationResult> ValidateTokenAsync(string token);
        }
        """;

    private static Task Run(string source, bool isSilent)
    {
        var test = new Verify.Test { TestCode = source, IsSilent = isSilent, ReferenceAssemblies = WithRuntime };
        test.TestState.AdditionalProjects["Packages"].Sources.Add(TokenPackages.Source);
        test.TestState.AdditionalProjectReferences.Add("Packages");
        return test.RunAsync();
    }

    private static readonly ReferenceAssemblies WithRuntime =
        ReferenceAssemblies.AspNetCore100.AddAssemblies([typeof(SealedSessions.SessionLifetime).Assembly.Location]);
}
