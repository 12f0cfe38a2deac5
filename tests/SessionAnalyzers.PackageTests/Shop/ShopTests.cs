using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SessionAnalyzers.PackageTests.Findings;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests.Shop;

public partial class ShopTests(ShopBuild build) : IClassFixture<ShopBuild>
{
    /// <summary>Not a session's: the token that script sends back.</summary>
    private const string ScriptAntiforgery = "XSRF-TOKEN";

    /// <summary>Written in a Razor page, where no fix can edit.</summary>
    private const string WrittenInRazor = "visitor_session";

    /// <summary>Meant for other sites, one jar for each.</summary>
    private const string Partitioned = "widget_session";

    [Fact]
    public void EveryPlantedMistake_IsFoundAndNothingElse() => Finding.AssertSame(build.Original.Planted(), build.Original.Found());

    [Fact]
    public void Format_LeavesNothingThatItCouldFix() =>
        Finding.AssertSame(build.Mended.Planted().Where(static finding => !IsInRazor(finding) && !IsFixable(finding)), build.Mended.Found().Where(static finding => !IsInRazor(finding)));

    [Fact]
    public async Task OriginalShop_HandsOutCookiesWithoutProtection()
    {
        var received = await VisitAsync(build.Original);

        Assert.Equal(
            [
                "backoffice_sid", "order_token", "partner_session", "shop_access_token", "shop_backoffice", "shop_csrf", "shop_guest", "shop_login_hint",
                "shop_refresh_token", "shop_remember", "shop_session", "shop_stepup", "slot_session", "visit_sid",
            ],
            Unprotected(received).Select(static cookie => cookie.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(received, static cookie => cookie is { IsRefused: true, IsDeletion: false });
        Assert.Contains(received, static cookie => cookie is { IsRefused: true, IsDeletion: true });
    }

    [Fact]
    public async Task MendedShop_ProtectsEverySessionCookie()
    {
        var received = await VisitAsync(build.Mended);

        AssertNone(Unprotected(received));
        AssertNone(received.Where(static cookie => cookie.IsRefused));
        Assert.DoesNotContain(received, static cookie => cookie.Attributes.ContainsKey("Domain"));
    }

    /// <summary>No fix edits there, and what fixes do elsewhere, such as applying the cookie policy, mends a part of it.</summary>
    private static bool IsInRazor(Finding finding) => Path.GetExtension(finding.File) == ".cshtml";

    /// <summary>Fixes edit C#, what needs another design has none, and the shop's key is written where a field is made, not where it is used.</summary>
    // Keys in fields and sessions that are not the runtime's have no fix.
    private static bool IsFixable(Finding finding) => Path.GetExtension(finding.File) == ".cs" && finding.Id is not ("SESS2001" or "SESS4001") && Repository.HasFix(finding.Id);

    private static void AssertNone(IEnumerable<SetCookie> cookies)
    {
        var headers = string.Join('\n', cookies.Select(static cookie => cookie.Header));
        Assert.True(headers.Length == 0, headers);
    }

    private static IEnumerable<SetCookie> Unprotected(IEnumerable<SetCookie> received) => received.Where(static cookie =>
        !cookie.IsHardened && !cookie.IsDeletion && cookie.Name is not (ScriptAntiforgery or WrittenInRazor or Partitioned));

    /// <summary>A customer's whole visit and that of a member of staff. The shop has to work while its cookies are looked at.</summary>
    private static async Task<IReadOnlyList<SetCookie>> VisitAsync(ShopSources shop)
    {
        await using var server = await ShopServer.StartAsync(shop);
        using var customer = await server.OpenBrowserAsync();
        await SignInAsync(customer);
        await VisitPartnersAsync(customer);
        await BuyAsync(customer);
        await ShareBasketAsync(customer, server);
        await ChangeEmailAsync(customer);
        await CallApiAsync(customer);
        await AskAsync(customer);
        await ReadNewsletterAsync(customer);
        await SignOutAsync(customer);

        using var partner = await server.OpenBrowserAsync();
        await CallFromPartnersAsync(partner);

        using var staff = await server.OpenBrowserAsync();
        await WorkInBackOfficeAsync(staff);
        return [.. customer.Received, .. staff.Received];
    }

    private static async Task SignInAsync(Browser browser)
    {
        await browser.OpenAsync("/");
        await browser.OpenAsync("/Account/SignIn");
        var page = await browser.SubmitAsync("/Account/SignIn", ("Email", "ada@insecureshop.example"), ("Password", "Tea-4-Two!"), ("Remember", "true"));
        Assert.Contains("/Account/Profile", page, StringComparison.Ordinal);
    }

    private static async Task BuyAsync(Browser browser)
    {
        await browser.SubmitAsync("/wishlist", ("productId", "oolong"));
        Assert.Contains("oolong", await browser.OpenAsync("/api/wishlist"), StringComparison.Ordinal);
        var basket = await browser.SubmitAsync("/Basket?handler=Add", ("productId", "sencha"), ("quantity", "2"));
        Assert.Contains("2 × Sencha Yame", basket, StringComparison.Ordinal);
        await browser.SubmitAsync("/basket/voucher", ("code", "FIRSTCUP"));
        Assert.Contains("To pay: <strong>26.10 €", await browser.OpenAsync("/checkout"), StringComparison.Ordinal);
        var order = await browser.SubmitAsync("/checkout", ("Email", "ada@insecureshop.example"), ("Address", "1 Leaf Lane"));
        Assert.Contains("26.10 €, to 1 Leaf Lane", order, StringComparison.Ordinal);
    }

    private static async Task ShareBasketAsync(Browser browser, ShopServer server)
    {
        await browser.OpenAsync("/");
        await browser.SubmitAsync("/Basket?handler=Add", ("productId", "pot"), ("quantity", "3"));
        var link = SharedBasket().Match(await browser.SubmitAsync("/Basket?handler=Share")).Value;
        using var friend = await server.OpenBrowserAsync();
        Assert.Contains("3 × Side-handle pot", await friend.OpenAsync(link), StringComparison.Ordinal);
    }

    private static async Task ChangeEmailAsync(Browser browser)
    {
        await browser.OpenAsync("/Account/Profile");
        var page = await browser.SubmitAsync("/Account/Profile?handler=Email", ("email", "ada.l@insecureshop.example"), ("password", "Tea-4-Two!"));
        Assert.Contains("ada.l@insecureshop.example", page, StringComparison.Ordinal);
    }

    private static async Task CallApiAsync(Browser browser)
    {
        await browser.OpenAsync("/api/antiforgery");
        await browser.SubmitAsync("/api/tokens");
        Assert.Contains("26.10", await browser.OpenAsync("/api/orders"), StringComparison.Ordinal);
        await browser.OpenAsync("/Account/Profile");
        await browser.SubmitAsync("/go/magazine");
    }

    private static async Task AskAsync(Browser browser)
    {
        await browser.OpenAsync("/");
        await browser.SubmitAsync("/support", ("question", "Is it fresh?"));
        Assert.Contains("Is it fresh?", await browser.OpenAsync("/support"), StringComparison.Ordinal);
    }

    private static async Task ReadNewsletterAsync(Browser browser)
    {
        await browser.OpenAsync("/");
        var link = NewsletterEnd().Match(await browser.SubmitAsync("/newsletter", ("list", "harvest"), ("email", "ada@insecureshop.example"))).Value;
        Assert.Contains("ada@insecureshop.example", await browser.OpenAsync(link), StringComparison.Ordinal);
    }

    private static async Task CallFromPartnersAsync(Browser browser)
    {
        const string News = """{ "number": 1001, "status": "on its way" }""";

        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ShopServer.ParcelSecret), Encoding.UTF8.GetBytes(News)));
        await browser.PostAsync("/partners/parcels", News, ("X-Signature", signature));
        Assert.Contains("26.10", await browser.OpenAsync("/partners/teatime/orders", ("X-Api-Key", ShopServer.PartnerApiKey)), StringComparison.Ordinal);
    }

    private static async Task VisitPartnersAsync(Browser browser)
    {
        await browser.OpenAsync("/embed/catalogue");
        await browser.OpenAsync("/embed/widget");
        await browser.OpenAsync("/embed/visit?partner=teatime");
    }

    private static async Task SignOutAsync(Browser browser)
    {
        await browser.OpenAsync("/Account/SignOut");
        var page = await browser.SubmitAsync("/Account/SignOut");
        Assert.Contains("/Account/SignIn", page, StringComparison.Ordinal);
        Assert.Contains(browser.Received, static cookie => cookie is { Name: "shop_auth", IsDeletion: true });
    }

    private static async Task WorkInBackOfficeAsync(Browser browser)
    {
        await browser.OpenAsync("/backoffice/sign-in");
        var page = await browser.SubmitAsync("/backoffice/sign-in", ("email", "olga@insecureshop.example"), ("password", "Back-Office-9"));
        Assert.Contains("26.10 €</td><td>on its way</td><td>teatime", page, StringComparison.Ordinal);
        Assert.Contains("connectionToken", await browser.SubmitAsync("/backoffice/live/negotiate?negotiateVersion=1"), StringComparison.Ordinal);
        Assert.Contains("connectionToken", await browser.SubmitAsync("/_blazor/negotiate?negotiateVersion=1"), StringComparison.Ordinal);
        Assert.Equal(3, (await browser.SubmitAsync("/backoffice/scanners", ("scanner", "gate 2"))).Split('.').Length);
        await browser.SubmitAsync("/backoffice/preview");
        Assert.Contains("gyokuro", await browser.OpenAsync("/api/products"), StringComparison.Ordinal);
        await browser.OpenAsync("/backoffice");
        await browser.SubmitAsync("/backoffice/sign-out");
    }

    [GeneratedRegex("/basket/shared/[0-9A-Za-z]+")]
    private static partial Regex SharedBasket();

    [GeneratedRegex("/newsletter/harvest/leave[^\"]+")]
    private static partial Regex NewsletterEnd();
}
