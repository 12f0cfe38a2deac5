using System.Net;
using Microsoft.Playwright;
using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class CookieTests(SharedBrowser browser, SharedPostgres postgres)
{
    /// <summary>Cookies that anybody may know, and what the script sends back.</summary>
    private static readonly string[] Open = ["slot", "theme", ".AspNetCore.Culture", "accessibility", "cookie_consent", "author_filter", "XSRF-TOKEN"];

    [Fact]
    public async Task EveryOtherCookie_IsOutOfReach()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var olga = await shop.OpenBrowserAsync();
        await VisitEverythingAsync(olga, shop.First);

        var cookies = await olga.Context.CookiesAsync();

        Assert.Equal(
            ["__Host-shop_auth", "__Host-shop_backoffice", "__Host-shop_csrf", "__Host-shop_visit"],
            cookies.Select(cookie => cookie.Name).Except(Open).Order(StringComparer.Ordinal));
        Assert.All(cookies.Where(cookie => cookie.Name.StartsWith("__Host-", StringComparison.Ordinal)), cookie =>
        {
            Assert.True(cookie is { Secure: true, HttpOnly: true, Path: "/", Domain: "127.0.0.1" }, cookie.Name);
            Assert.Contains(cookie.SameSite, (SameSiteAttribute[])[SameSiteAttribute.Lax, SameSiteAttribute.Strict]);
            Assert.True(cookie.Value.Length < 4_000, cookie.Name);
        });
        Assert.Equal("s1.", cookies.Single(cookie => cookie.Name == Visitor.ShopCookie).Value[..3]);
        var readable = await olga.Page.EvaluateAsync<string>("document.cookie");
        Assert.DoesNotContain("__Host-", readable, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task RememberMe_DecidesWhetherTheCookieOutlivesTheBrowser(bool remember)
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada, remember);

        var expires = (await ada.CookieAsync(Visitor.ShopCookie))!.Expires;

        if (remember)
        {
            Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)expires), DateTimeOffset.UtcNow.AddDays(13), DateTimeOffset.UtcNow.AddDays(31));
        }
        else
        {
            Assert.Equal(-1, expires);
        }
    }

    [Fact]
    public async Task Visit_OutlivesTheBrowser()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var guest = await shop.OpenBrowserAsync();
        await guest.AddToBasketAsync(shop.First, "sencha");

        var expires = (await guest.CookieAsync(Visitor.VisitCookie))!.Expires;

        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds((long)expires), DateTimeOffset.UtcNow.AddDays(29), DateTimeOffset.UtcNow.AddDays(31));
    }

    [Fact]
    public async Task PagesOfACustomer_AreKeptInNoCache()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);

        foreach (var page in (string[])["/", "/Account/Profile", "/Account/Sessions", "/Account/Assistants", "/api/orders"])
        {
            var response = await ada.Context.APIRequest.GetAsync(new Uri(shop.First.Address, page).ToString());
            Assert.Equal(200, response.Status);
            Assert.Contains("no-store", response.Headers["cache-control"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Http_OnlyRedirects()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        using var http = Http.CreateClient();

        using var response = await http.GetAsync(new Uri(shop.First.PlainAddress, "/Basket"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal(new Uri(shop.First.Address, "/Basket"), response.Headers.Location);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory, InlineData("/embed/catalogue"), InlineData("/embed/widget")]
    public async Task EmbeddedPieces_SetNoCookieOfAVisitor(string path)
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        using var http = Http.CreateClient();

        using var response = await http.GetAsync(new Uri(shop.First.Address, path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(response.Headers.GetValues("Set-Cookie"), header => Assert.StartsWith("slot=", header, StringComparison.Ordinal));
        Assert.Contains("frame-ancestors *", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static async Task VisitEverythingAsync(Visitor olga, ShopNode node)
    {
        await olga.AddToBasketAsync(node, "sencha");
        await olga.ClickAsync("Wish");
        await olga.ClickAsync("Apply");
        await olga.ClickAsync("No, thanks");
        await olga.SignInAsync(node, Person.Olga, remember: true);
        await olga.GoAsync(node, "/checkout");
        await olga.FillAsync("Address", "1 Leaf Lane");
        await olga.ClickAsync("Order and pay");
        await olga.EnterBackOfficeAsync(node, Person.Olga);
        await olga.FillAsync("author", "Yuki");
        await olga.ClickAsync("Only this author");
        await olga.GoAsync(node, "/backoffice/preview");
        Assert.Contains("Gyokuro", await olga.TextAsync(), StringComparison.Ordinal);
        await olga.GoAsync(node, "/Account/Profile");
    }
}
