using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class GuestTests(SharedBrowser browser, SharedPostgres postgres)
{
    [Theory, InlineData(1), InlineData(2)]
    public async Task Guest_OrdersWithAVoucherAndIsRemembered(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var guest = await shop.OpenBrowserAsync();
        await guest.AddToBasketAsync(shop.First, "sencha");
        await guest.AddToBasketAsync(shop.Second, "sencha");
        await UseVoucherAsync(guest, shop.First);

        await guest.GoAsync(shop.Second, "/checkout");
        Assert.Equal("/Account/SignIn", guest.Path);
        await guest.Page.GetByText("Check out as a guest").ClickAsync();
        Assert.Contains("26.10 €", await guest.TextAsync(), StringComparison.Ordinal);
        await guest.FillAsync("Email", "guest@example.org");
        await guest.FillAsync("Address", "2 Stem Street");
        await guest.ClickAsync("Order and pay");
        Assert.Contains("26.10 €, to 2 Stem Street", await guest.TextAsync(), StringComparison.Ordinal);

        // The voucher is used up, the address is remembered, the order is nobody else's.
        await guest.AddToBasketAsync(shop.Second, "sencha");
        await guest.GoAsync(shop.First, "/checkout/guest");
        Assert.Contains("14.50 €", await guest.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("guest@example.org", await guest.Page.Locator("main [name=Email]").InputValueAsync());
        var other = await shop.OpenBrowserAsync();
        await other.GoAsync(shop.First, "/orders/track");
        Assert.Contains("We find no order", await other.TextAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task DoubleClick_OrdersOnce(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var guest = await shop.OpenBrowserAsync();
        await guest.AddToBasketAsync(shop.First, "kettle");
        await guest.GoAsync(shop.First, "/checkout/guest");
        await guest.FillAsync("Email", "guest@example.org");
        await guest.FillAsync("Address", "2 Stem Street");

        await guest.Page.EvaluateAsync(
            """
            async () => {
                const form = document.querySelector("main form");
                const send = () => fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
                await Promise.all([send(), send(), send()]);
            }
            """);

        var olga = await shop.OpenBrowserAsync();
        await olga.EnterBackOfficeAsync(shop.Second, Person.Olga);
        Assert.Equal(1, await olga.Page.GetByText("guest@example.org").CountAsync());
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Basket_FollowsTheCustomerAndStaysWithTheAccount(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var laptop = await shop.OpenBrowserAsync();
        await laptop.AddToBasketAsync(shop.First, "oolong");
        await laptop.SignInAsync(shop.First, Person.Ada);
        await laptop.GoAsync(shop.Second, "/Basket");
        Assert.Contains("1 × Tie Guan Yin", await laptop.TextAsync(), StringComparison.Ordinal);

        var phone = await shop.OpenBrowserAsync();
        await phone.SignInAsync(shop.Second, Person.Ada);
        await phone.AddToBasketAsync(shop.Second, "oolong");
        await phone.GoAsync(shop.First, "/Basket");
        Assert.Contains("2 × Tie Guan Yin", await phone.TextAsync(), StringComparison.Ordinal);

        // Nothing of it stays in a browser that somebody else uses next.
        await laptop.ClickAsync("Sign out");
        await laptop.GoAsync(shop.First, "/Basket");
        Assert.Contains("Nothing in it yet.", await laptop.TextAsync(), StringComparison.Ordinal);
        Assert.Null(await laptop.CookieAsync(Visitor.VisitCookie));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Visit_LastsAMonthAtMost(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var guest = await shop.OpenBrowserAsync();
        await guest.AddToBasketAsync(shop.First, "sencha");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await shop.AdvanceAsync(TimeSpan.FromDays(13));
            await guest.GoAsync(shop.Second, "/Basket");
            Assert.Contains("1 × Sencha Yame", await guest.TextAsync(), StringComparison.Ordinal);
        }

        await shop.AdvanceAsync(TimeSpan.FromDays(5));
        await guest.GoAsync(shop.Second, "/Basket");
        Assert.Contains("Nothing in it yet.", await guest.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedVisit_IsNoVisit()
    {
        await using var shop = await StartAsync(1);
        var guest = await shop.OpenBrowserAsync();
        await guest.AddToBasketAsync(shop.First, "sencha");
        var visit = (await guest.CookieAsync(Visitor.VisitCookie))!;
        visit.Value = visit.Value[..^8] + (visit.Value.EndsWith("AAAAAAAA", StringComparison.Ordinal) ? "BBBBBBBA" : "AAAAAAAA");
        await guest.StealAsync(visit);

        await guest.GoAsync(shop.First, "/Basket");

        Assert.Contains("Nothing in it yet.", await guest.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task UseVoucherAsync(Visitor guest, ShopNode node)
    {
        await guest.GoAsync(node, "/Basket");
        await guest.FillAsync("code", "firstcup");
        await guest.ClickAsync("Use");
    }

    private Task<Shop> StartAsync(int nodes) => Shop.StartAsync(nodes, browser, postgres);
}
