using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Trust.SESS4003ValidationResultUnchecked,
    SessionAnalyzers.Rules.Trust.SESS4003ValidationResultUncheckedFix>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public sealed class SESS4003ValidationResultUncheckedFixTests
{
    /// <summary>A member's head, and how it says no.</summary>
    [Theory]
    [InlineData("public async Task<IResult> Read(HttpContext ctx)", "Results.Ok(result.$Principal$.Identity)", "return Results.Unauthorized();")]
    [InlineData("public async Task<IActionResult> Read(HttpContext ctx)", "Ok(result.$Principal$.Identity)", "return Unauthorized();")]
    [InlineData("public async Task<ActionResult<string>> Read(HttpContext ctx)", "result.$Principal$.Identity.Name", "return Unauthorized();")]
    [InlineData("public async Task<string?> Read(HttpContext ctx)", "result.$Principal$.Identity.Name", "return null;")]
    [InlineData("public async Task<bool> Read(HttpContext ctx)", "result.$Principal$.IsInRole(\"admin\")", "return false;")]
    [InlineData("public async Task<int?> Read(HttpContext ctx)", "result.$Principal$.Claims.Count()", "return null;")]
    [InlineData("public async Task<int> Read(HttpContext ctx)", "result.$Principal$.Claims.Count()", "throw new UnauthorizedAccessException();")]
    [InlineData("public async Task<string> Read(HttpContext ctx)", "result.$Principal$.Identity.Name", "throw new UnauthorizedAccessException();")]
    [InlineData("public async Task<AuthenticateResult> Read(HttpContext ctx)", "AuthenticateResult.Success(new AuthenticationTicket(result.$Principal$.Clone(), \"x\"))", "return AuthenticateResult.Fail(\"The credentials are not valid.\");")]
    public Task Guard_ReturnsTheFailureValueOfTheMethod(string head, string value, string failure) => Verify.VerifyCodeFixAsync(
        Class($$"""
            {{head}}
            {
                var result = await ctx.AuthenticateAsync("External");
                return {{Marked(value)}};
            }
            """),
        Class($$"""
            {{head}}
            {
                var result = await ctx.AuthenticateAsync("External");
                if (!result.Succeeded)
                {
                    {{failure}}
                }
                return {{Unmarked(value)}};
            }
            """));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public Task Guard_KeepsTheLayout(string endOfLine) => Verify.VerifyCodeFixAsync(
        Class("""
            public async Task Read(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");

                // Who is it?
                foreach (var claim in result.[|Principal|].Claims)
                {
                    Console.WriteLine(claim);
                }
            }
            """).ReplaceLineEndings(endOfLine),
        Class("""
            public async Task Read(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");

                if (!result.Succeeded)
                {
                    throw new UnauthorizedAccessException();
                }
                // Who is it?
                foreach (var claim in result.Principal.Claims)
                {
                    Console.WriteLine(claim);
                }
            }
            """).ReplaceLineEndings(endOfLine));

    [Fact]
    public Task OneLine_StaysOne() => Verify.VerifyCodeFixAsync(
        Class("""public async Task<string?> Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); return result.[|Principal|].Identity.Name; }"""),
        Class("""public async Task<string?> Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); if (!result.Succeeded) { return null; } return result.Principal.Identity.Name; }"""));

    [Fact]
    public Task Lambda_ReturnsItsOwn() => Verify.VerifyCodeFixAsync(
        Class("""
            public void Map(WebApplication app) => app.MapGet("/", async (HttpContext ctx) =>
            {
                var result = await ctx.AuthenticateAsync("External");
                return Results.Ok(result.[|Principal|].Identity);
            });
            """),
        Class("""
            public void Map(WebApplication app) => app.MapGet("/", async (HttpContext ctx) =>
            {
                var result = await ctx.AuthenticateAsync("External");
                if (!result.Succeeded)
                {
                    return Results.Unauthorized();
                }
                return Results.Ok(result.Principal.Identity);
            });
            """));

    [Fact]
    public Task SeveralFindings_AreFixedAtOnce() => Verify.VerifyCodeFixAsync(
        Class("""
            public async Task<string?> Read(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");
                return result.[|Principal|].Identity.Name;
            }

            public async Task<bool> Ask(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");
                var other = await ctx.AuthenticateAsync("Other");
                var name = result.[|Principal|].Identity.Name;
                return other.[|Principal|].IsInRole(name);
            }
            """),
        Class("""
            public async Task<string?> Read(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");
                if (!result.Succeeded)
                {
                    return null;
                }
                return result.Principal.Identity.Name;
            }

            public async Task<bool> Ask(HttpContext ctx)
            {
                var result = await ctx.AuthenticateAsync("External");
                var other = await ctx.AuthenticateAsync("Other");
                if (!result.Succeeded)
                {
                    return false;
                }
                var name = result.Principal.Identity.Name;
                if (!other.Succeeded)
                {
                    return false;
                }
                return other.Principal.IsInRole(name);
            }
            """));

    [Fact]
    public Task IgnoredAnswer_GetsAVariable() => Verify.VerifyCodeFixAsync(
        Class("""
            public async Task<IActionResult> Delete(HttpContext ctx, int id)
            {
                await authorization.[|AuthorizeAsync|](ctx.User, id, "delete");
                Remove(id);
                return NoContent();
            }
            """),
        Class("""
            public async Task<IActionResult> Delete(HttpContext ctx, int id)
            {
                var result = await authorization.AuthorizeAsync(ctx.User, id, "delete");
                if (!result.Succeeded)
                {
                    return Forbid();
                }
                Remove(id);
                return NoContent();
            }
            """));

    [Fact]
    public Task IgnoredVariable_IsTested() => Verify.VerifyCodeFixAsync(
        Class("""
            public async Task Delete(HttpContext ctx, int result)
            {
                var allowed = await authorization.[|AuthorizeAsync|](ctx.User, result, "delete");
                Remove(result);
            }
            """),
        Class("""
            public async Task Delete(HttpContext ctx, int result)
            {
                var allowed = await authorization.AuthorizeAsync(ctx.User, result, "delete");
                if (!allowed.Succeeded)
                {
                    throw new UnauthorizedAccessException();
                }
                Remove(result);
            }
            """));

    [Fact]
    public Task TakenName_IsNotUsedAgain() => Verify.VerifyCodeFixAsync(
        Class("""public async Task Delete(HttpContext ctx, int result) { await authorization.[|AuthorizeAsync|](ctx.User, result, "delete"); Remove(result); }"""),
        Class("""public async Task Delete(HttpContext ctx, int result) { var result2 = await authorization.AuthorizeAsync(ctx.User, result, "delete"); if (!result2.Succeeded) { throw new UnauthorizedAccessException(); } Remove(result); }"""));

    /// <summary>There is no statement before which the guard could stand, or no way to say no that is certain.</summary>
    [Theory]
    [InlineData("""public async Task<string?> Read(HttpContext ctx) => (await ctx.AuthenticateAsync("External")).[|Principal|].Identity.Name;""")]
    [InlineData("""public async Task<string?> Read(HttpContext ctx) { var name = (await ctx.AuthenticateAsync("External")).[|Principal|].Identity.Name; return name; }""")]
    [InlineData("""public async Task Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); while (result.[|Principal|].Identity.Name != "x") { Remove(1); } }""")]
    [InlineData("""public async Task<Ok<string>> Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); return TypedResults.Ok(result.[|Principal|].Identity.Name); }""")]
    [InlineData("""public async Task Read(HttpContext ctx, List<string> names) { var result = await ctx.AuthenticateAsync("External"); names.RemoveAll(name => result.[|Principal|].IsInRole(name)); }""")]
    [InlineData("""public async Task Read(HttpContext ctx) { var result = await ctx.AuthenticateAsync("External"); try { Remove(1); } finally { Console.WriteLine(1); result.[|Principal|].Clone(); } }""")]
    [InlineData("""public void Delete(HttpContext ctx) { authorization.[|AuthorizeAsync|](ctx.User, 1, "delete"); Remove(1); }""")]
    public Task Unclear_HasNoFix(string member) => Verify.VerifyCodeFixAsync(Class(member), Class(member));

    private static string Marked(string value) => value.Replace("$Principal$", "[|Principal|]", StringComparison.Ordinal);

    private static string Unmarked(string value) => value.Replace("$Principal$", "Principal", StringComparison.Ordinal);

    private static string Class(string member) => $$"""
        #nullable enable annotations
        #nullable disable warnings
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;

        public class Accounts(IAuthorizationService authorization) : ControllerBase
        {
            {{member.ReplaceLineEndings("\n    ")}}

            private void Remove(int id) { }
        }
        """;
}
