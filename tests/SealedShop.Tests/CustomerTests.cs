using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class CustomerTests(SharedBrowser browser, SharedPostgres postgres)
{
    private static readonly TimeSpan SixMinutes = TimeSpan.FromMinutes(6);

    [Theory, InlineData(1), InlineData(2)]
    public async Task Checkout_AsksForThePasswordAfterFiveMinutes(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var ada = await shop.OpenBrowserAsync();
        await ada.AddToBasketAsync(shop.First, "sencha");
        await ada.SignInAsync(shop.First, Person.Ada);
        await ada.GoAsync(shop.Second, "/checkout");
        Assert.Equal("/checkout", ada.Path);

        await shop.AdvanceAsync(SixMinutes);
        var before = (await ada.CookieAsync(Visitor.ShopCookie))!;
        await ada.GoAsync(shop.First, "/checkout");
        Assert.Equal("/Account/StepUp", ada.Path);
        await ada.StepUpAsync("not it");
        Assert.Contains("That is not your password.", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.StepUpAsync(Person.Ada.Password);

        Assert.Equal("/checkout", ada.Path);
        Assert.Contains("1 × Sencha Yame", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.FillAsync("Address", "1 Leaf Lane");
        await ada.ClickAsync("Order and pay");
        Assert.Equal("/orders/track", ada.Path, ignoreCase: true);
        Assert.Contains("14.50 €, to 1 Leaf Lane", await ada.TextAsync(), StringComparison.Ordinal);

        // Step-up began a new session; the former is dead, also in a copy.
        var thief = await shop.OpenBrowserAsync();
        await thief.StealAsync(before);
        Assert.False(await thief.IsSignedInAsync(shop.Second));
        Assert.True(await ada.IsSignedInAsync(shop.Second));
        Assert.Equal("1", await ada.Page.Locator("[data-orders]").InnerTextAsync());
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Email_ChangesInEveryBrowserAndAfterStepUpOnly(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var laptop = await shop.OpenBrowserAsync();
        await laptop.SignInAsync(shop.First, Person.Ada);
        await shop.AdvanceAsync(SixMinutes);
        var phone = await shop.OpenBrowserAsync();
        await phone.SignInAsync(shop.Second, Person.Ada);

        await laptop.GoAsync(shop.First, "/Account/Email");
        Assert.Equal("/Account/StepUp", laptop.Path);
        await laptop.StepUpAsync(Person.Ada.Password);
        Assert.Equal("/Account/Email", laptop.Path);
        await laptop.FillAsync("Email", Person.Ben.Email);
        await laptop.ClickAsync("Change");
        Assert.Contains("taken", await laptop.TextAsync(), StringComparison.Ordinal);
        await laptop.FillAsync("Email", "ada.l@insecureshop.example");
        await laptop.ClickAsync("Change");
        Assert.Contains("Your e-mail address was changed.", await laptop.TextAsync(), StringComparison.Ordinal);

        // The phone's session was sealed with the former address.
        await phone.AddToBasketAsync(shop.Second, "pot");
        await phone.GoAsync(shop.Second, "/checkout");
        Assert.Equal("ada.l@insecureshop.example", await phone.Page.Locator("main [name=Email]").InputValueAsync());
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task SignOutEverywhere_EndsEveryBrowser(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var laptop = await shop.OpenBrowserAsync();
        var phone = await shop.OpenBrowserAsync("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1");
        await laptop.SignInAsync(shop.First, Person.Ada, remember: true);
        await phone.SignInAsync(shop.Second, Person.Ada);
        var ben = await shop.OpenBrowserAsync();
        await ben.SignInAsync(shop.First, Person.Ben);

        await laptop.GoAsync(shop.First, "/Account/Sessions");
        var list = await laptop.TextAsync();
        Assert.Contains("Chrome on Linux", list, StringComparison.Ordinal);
        Assert.Contains("Safari on iPhone", list, StringComparison.Ordinal);
        Assert.Equal(2, await laptop.Page.Locator("main tr").CountAsync());
        await laptop.ClickAsync("Sign out everywhere");
        Assert.Contains("You are signed out everywhere.", await laptop.TextAsync(), StringComparison.Ordinal);

        Assert.False(await laptop.IsSignedInAsync(shop.First));
        Assert.False(await phone.IsSignedInAsync(shop.First));
        Assert.False(await phone.IsSignedInAsync(shop.Second));
        Assert.True(await ben.IsSignedInAsync(shop.Second));

        await phone.SignInAsync(shop.First, Person.Ada);
        Assert.True(await phone.IsSignedInAsync(shop.Second));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task OneSession_IsEndedFromTheList(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var laptop = await shop.OpenBrowserAsync();
        var phone = await shop.OpenBrowserAsync();
        await laptop.SignInAsync(shop.First, Person.Ada);
        await phone.SignInAsync(shop.Second, Person.Ada);

        await laptop.GoAsync(shop.First, "/Account/Sessions");
        await laptop.ClickAsync("End");

        Assert.Equal(1, await laptop.Page.Locator("main tr").CountAsync());
        Assert.False(await phone.IsSignedInAsync(shop.Second));
        Assert.True(await laptop.IsSignedInAsync(shop.Second));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task SomebodyElsesSession_IsNotEnded(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var ada = await shop.OpenBrowserAsync();
        var ben = await shop.OpenBrowserAsync();
        var elsewhere = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        await ben.SignInAsync(shop.First, Person.Ben);
        await elsewhere.SignInAsync(shop.First, Person.Ada);

        await ada.GoAsync(shop.First, "/Account/Sessions");
        var id = await ada.Page.Locator("main button[name=session]").GetAttributeAsync("value");
        await ben.GoAsync(shop.First, "/Account/Sessions");
        await ben.Page.EvaluateAsync(
            """
            id => {
                const form = document.querySelector("main form");
                form.action = "?handler=End";
                form.insertAdjacentHTML("beforeend", `<input name="session" value="${id}">`);
            }
            """,
            id);
        await ben.ClickAsync("Sign out everywhere");

        Assert.Equal("/Account/Sessions", ben.Path);
        Assert.True(await elsewhere.IsSignedInAsync(shop.Second));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Password_ChangesAndSignsOutAllOthers(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var laptop = await shop.OpenBrowserAsync();
        var phone = await shop.OpenBrowserAsync();
        await laptop.SignInAsync(shop.First, Person.Ben, remember: true);
        await phone.SignInAsync(shop.Second, Person.Ben);

        await laptop.GoAsync(shop.First, "/Account/Password");
        await laptop.FillAsync("Password", "Darjeeling-in-May");
        await laptop.ClickAsync("Change");

        Assert.Contains("Your password was changed.", await laptop.TextAsync(), StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync(shop.First));
        Assert.True(await laptop.IsSignedInAsync(shop.Second));
        Assert.NotEqual(-1, (await laptop.CookieAsync(Visitor.ShopCookie))!.Expires);
        Assert.False(await phone.IsSignedInAsync(shop.Second));

        await phone.SignInAsync(shop.Second, Person.Ben);
        Assert.Contains("E-mail or password is wrong.", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.SignInAsync(shop.Second, Person.Ben, password: "Darjeeling-in-May");
        Assert.True(await phone.IsSignedInAsync(shop.First));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task SignOut_IsFinalForACopyOfTheCookie(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        Assert.True(await ada.IsSignedInAsync(shop.Second));
        var cookie = (await ada.CookieAsync(Visitor.ShopCookie))!;

        await ada.GoAsync(shop.First, "/Account/Profile");
        await ada.ClickAsync("Sign out");
        Assert.Null(await ada.CookieAsync(Visitor.ShopCookie));

        var thief = await shop.OpenBrowserAsync();
        await thief.StealAsync(cookie);
        Assert.False(await thief.IsSignedInAsync(shop.First));
        await thief.StealAsync(cookie);
        Assert.False(await thief.IsSignedInAsync(shop.Second));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task CopiedCookie_InAnotherBrowser_NeedsThePasswordForAnythingSensitive(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        await ada.AddToBasketAsync(shop.First, "sencha");
        var thief = await shop.OpenBrowserAsync("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await thief.StealAsync((await ada.CookieAsync(Visitor.ShopCookie))!);

        foreach (var page in (string[])["/checkout", "/Account/Email", "/Account/Password", "/Account/Assistants"])
        {
            await thief.GoAsync(shop.Second, page);
            Assert.Equal("/Account/StepUp", thief.Path);
            await ada.GoAsync(shop.Second, page);
            Assert.Equal(page, ada.Path);
        }
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task SignIn_BeginsANewSessionAndEndsTheOneThatWasPlanted(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var attacker = await shop.OpenBrowserAsync();
        await attacker.SignInAsync(shop.First, Person.Ben);
        var planted = (await attacker.CookieAsync(Visitor.ShopCookie))!;
        var victim = await shop.OpenBrowserAsync();
        await victim.StealAsync(planted);

        await victim.SignInAsync(shop.Second, Person.Ada);

        Assert.NotEqual(planted.Value, (await victim.CookieAsync(Visitor.ShopCookie))!.Value);
        Assert.True(await victim.IsSignedInAsync(shop.First));
        Assert.Contains("Ada", await victim.TextAsync(), StringComparison.Ordinal);
        Assert.False(await attacker.IsSignedInAsync(shop.First));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Session_EndsWhenUnusedAndAfterTwelveBusyHours(int nodes)
    {
        await using var shop = await StartAsync(nodes);
        var idle = await shop.OpenBrowserAsync();
        var busy = await shop.OpenBrowserAsync();
        var remembered = await shop.OpenBrowserAsync();
        await idle.SignInAsync(shop.First, Person.Ada);
        await busy.SignInAsync(shop.First, Person.Ada);
        await remembered.SignInAsync(shop.First, Person.Ada, remember: true);

        for (var minutes = 0; minutes < (12 * 60) - 20; minutes += 20)
        {
            await shop.AdvanceAsync(TimeSpan.FromMinutes(20));
            Assert.True(await busy.StatusAsync(shop.Second, "/Account/Profile") == 200, $"after {minutes + 20} minutes");
        }

        Assert.False(await idle.IsSignedInAsync(shop.Second));
        await shop.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.False(await busy.IsSignedInAsync(shop.Second));

        Assert.True(await remembered.IsSignedInAsync(shop.Second));
        await shop.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.True(await remembered.IsSignedInAsync(shop.First));
        await shop.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.True(await remembered.IsSignedInAsync(shop.Second));
        await shop.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.False(await remembered.IsSignedInAsync(shop.Second));
    }

    private Task<Shop> StartAsync(int nodes) => Shop.StartAsync(nodes, browser, postgres);
}
