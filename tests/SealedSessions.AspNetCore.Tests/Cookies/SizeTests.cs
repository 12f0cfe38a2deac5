using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class SizeTests(SharedBrowser browser)
{
    // Browsers count name, value and attributes together; 4096 is what all of them take.
    private const int LongestCookie = 4096;

    [Theory]
    [InlineData(102, 1)]
    [InlineData(3_900, 2)]
    [InlineData(6_900, 3)]
    [InlineData(10_500, 4)]
    public async Task LargePrincipal_TravelsInChunks(int size, int chunks)
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();

        var answer = await client.PostAsync($"/large/{size}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(chunks == 1 ? 1 : chunks + 1, answer.Cookies.Count);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), line => Assert.True(line.Length <= LongestCookie, $"{line.Length} characters"));
        Assert.Equal($"{size}", (await client.GetAsync("/size")).Body);

        await client.PostAsync("/sign-out");
        Assert.Empty(client.Cookies);
    }

    [Theory]
    [InlineData(102)]
    [InlineData(3_900)]
    [InlineData(6_900)]
    [InlineData(10_500)]
    public async Task LargePrincipal_TravelsThroughABrowser(int size)
    {
        await using var site = await StartAsync();
        await using var context = await (await browser.GetAsync()).NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync($"{site.Address}form/{size}");
        await page.ClickAsync("button");
        await page.GotoAsync($"{site.Address}size");
        Assert.Equal($"{size}", await page.InnerTextAsync("body"));
        var issued = await CookiesAsync(context);
        Assert.All(issued, cookie => Assert.True(cookie is { Secure: true, HttpOnly: true, SameSite: SameSiteAttribute.Lax, Path: "/" }));
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));

        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await page.GotoAsync($"{site.Address}size");
        Assert.Equal($"{size}", await page.InnerTextAsync("body"));
        var renewed = await CookiesAsync(context);
        Assert.Equal(issued.Count, renewed.Count);
        Assert.NotEqual(issued[^1].Value, renewed[^1].Value);

        await page.GotoAsync($"{site.Address}leave");
        await page.ClickAsync("button");
        Assert.Empty(await CookiesAsync(context));
    }

    [Fact]
    public async Task PrincipalThatShrinks_LeavesNoChunkBehindThatBreaksIt()
    {
        await using var site = await StartAsync();
        await using var context = await (await browser.GetAsync()).NewContextAsync();
        var page = await context.NewPageAsync();

        foreach (var size in (int[])[10_500, 102, 6_900])
        {
            await page.GotoAsync($"{site.Address}form/{size}");
            await page.ClickAsync("button");
            await page.GotoAsync($"{site.Address}size");
            Assert.Equal($"{size}", await page.InnerTextAsync("body"));
        }
    }

    [Fact]
    public async Task TooManyClaims_FailAndNameTheLargestMember()
    {
        var log = new LogTape();
        await using var site = await StartAsync(log);
        using var client = await site.SignInAsync("ada");

        var answer = await client.PostAsync("/large/12000");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.Cookies);
        var fault = log.Entries.Select(entry => entry.Fault).OfType<InvalidOperationException>().First();
        Assert.Contains("The largest member is claim 'groups' (3 values) with 12018 bytes.", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxx", fault.ToString(), StringComparison.Ordinal);

        // The failed sign-in has ended nothing.
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task TooLargeProperties_AreNamedToo()
    {
        var log = new LogTape();
        await using var site = await Shop.StartAsync(services: log.AddTo, endpoints: app => app.MapPost("/tokens", (HttpContext http) =>
        {
            var properties = new AuthenticationProperties();
            properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = new string('t', 13_000) }]);
            return http.SignInAsync(Shop.Principal("ada"), properties);
        }));
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/tokens")).Status);
        Assert.Contains(log.Entries, entry => entry.Fault?.Message.Contains("The largest member is property '.Token.access_token' with 13019 bytes.", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task RenewalThatOutgrowsTheCookie_FailsAndNamesTheLargestMember()
    {
        var log = new LogTape();
        await using var site = await Shop.StartAsync(
            cookie: options => options.Events.OnValidatePrincipal = context =>
            {
                context.ReplacePrincipal(Shop.Principal("ada", ("groups", new string('x', 12_000))));
                context.ShouldRenew = true;
                return Task.CompletedTask;
            },
            services: log.AddTo);
        using var client = await site.SignInAsync("ada");

        var answer = await client.GetAsync("/me");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.Cookies);
        Assert.Contains(log.Entries, entry => entry.Fault?.Message.Contains("The largest member is claim 'groups' (1 values) with 12006 bytes.", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("__Host-s")]
    [InlineData("__Host-a-rather-long-name-for-a-cookie-of-an-application-with-many-parts")]
    public async Task LargestToken_FitsFourChunksWithEveryAttribute(string name)
    {
        var largest = 0;
        await using var site = await StartAsync(name: name);
        using var client = site.CreateClient();
        for (var size = 10_500; size < 12_000; size += 48)
        {
            var answer = await client.PostAsync($"/large/{size}?persistent=true");
            if (answer.Status != HttpStatusCode.OK)
            {
                break;
            }

            largest = size;
            Assert.InRange(answer.Cookies.Count, 1, 5);
            Assert.All(answer.Headers.GetValues("Set-Cookie"), line => Assert.True(line.Length <= LongestCookie, $"{line.Length} characters"));
        }

        Assert.InRange(largest, 11_000, 11_990);
        Assert.Equal($"{largest}", (await client.GetAsync("/size")).Body);
    }

    [Theory]
    [InlineData(3_900)]
    [InlineData(6_900)]
    [InlineData(10_500)]
    public async Task SessionCookie_TravelsInChunksAndFailsBeyondFour(int size)
    {
        await using var site = await CartShop.StartAsync();
        using var client = site.CreateClient();

        var answer = await client.PostAsync($"/sign-in-large?size={size}");

        Assert.InRange(answer.Cookies.Count, 3, 5);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), line => Assert.True(line.Length <= LongestCookie, $"{line.Length} characters"));
        Assert.Equal(size, (await client.GetAsync("/items")).Body.Length);

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/sign-in-large?size=11800")).Status);
        Assert.Equal(size, (await client.GetAsync("/items")).Body.Length);
        await client.PostAsync("/sign-out");
        Assert.Empty(client.Cookies);
    }

    private static async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync(IBrowserContext context) =>
        [.. (await context.CookiesAsync()).Where(cookie => cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)).OrderBy(cookie => cookie.Name, StringComparer.Ordinal)];

    private static Task<Site> StartAsync(LogTape? log = null, string? name = null) => Shop.StartAsync(
        cookie: options =>
        {
            if (name is not null)
            {
                options.Cookie.Name = name;
                options.Cookie.MaxAge = TimeSpan.FromDays(400);
                options.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict;
                options.Cookie.Extensions.Add("partitioned");
                options.Cookie.Extensions.Add("priority=medium");
            }
        },
        services: services => log?.AddTo(services),
        endpoints: app =>
        {
            app.MapPost("/large/{size:int}", (int size, bool? persistent, HttpContext http) => http.SignInAsync(
                Shop.Principal("ada", [.. Enumerable.Range(0, 3).Select(_ => ("groups", new string('x', size / 3)))]),
                new AuthenticationProperties { IsPersistent = persistent == true }));
            app.MapGet("/form/{size:int}", (int size) => Results.Content($"<form method=post action=/large/{size}><button>Go</button></form>", "text/html"));
            app.MapGet("/leave", () => Results.Content("<form method=post action=/sign-out><button>Go</button></form>", "text/html"));
            app.MapGet("/size", (ClaimsPrincipal user) => $"{user.FindAll("groups").Sum(claim => claim.Value.Length)}").RequireAuthorization();
        });
}
