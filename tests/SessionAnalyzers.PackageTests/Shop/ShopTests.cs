using SessionAnalyzers.PackageTests.Findings;

namespace SessionAnalyzers.PackageTests.Shop;

public class ShopTests(ShopBuild build) : IClassFixture<ShopBuild>
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
        Finding.AssertSame([], build.Mended.Found().Where(static finding => Path.GetExtension(finding.File) != ".cshtml"));

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
        await BuyAsync(customer);
        await ChangeEmailAsync(customer);
        await CallApiAsync(customer);
        await VisitPartnersAsync(customer);
        await SignOutAsync(customer);

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
        var basket = await browser.SubmitAsync("/Basket?handler=Add", ("productId", "sencha"), ("quantity", "2"));
        Assert.Contains("2 × Sencha Yame", basket, StringComparison.Ordinal);
        await browser.SubmitAsync("/basket/voucher", ("code", "FIRSTCUP"));
        await browser.OpenAsync("/checkout");
        var order = await browser.SubmitAsync("/checkout", ("Email", "ada@insecureshop.example"), ("Address", "1 Leaf Lane"));
        Assert.Contains("26.10 €, to 1 Leaf Lane", order, StringComparison.Ordinal);
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
        await browser.SubmitAsync("/support");
        await browser.SubmitAsync("/go/magazine");
    }

    private static async Task VisitPartnersAsync(Browser browser)
    {
        await browser.OpenAsync("/embed/catalogue");
        await browser.OpenAsync("/embed/widget");
        await browser.OpenAsync("/embed/visit");
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
        Assert.Contains("26.10 €", page, StringComparison.Ordinal);
        await browser.SubmitAsync("/backoffice/preview");
        await browser.SubmitAsync("/backoffice/sign-out");
    }
}
