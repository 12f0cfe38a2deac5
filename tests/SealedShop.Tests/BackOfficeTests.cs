using Npgsql;
using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class BackOfficeTests(SharedBrowser browser, SharedPostgres postgres)
{
    private static readonly (string, string) NeedsCertificate = ("Shop__BackOfficeNeedsCertificate", "true");

    [Theory, InlineData(1), InlineData(2)]
    public async Task Staff_SignsACustomerOutEverywhere(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        var ben = await shop.OpenBrowserAsync();
        var olga = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.Second, Person.Ada, remember: true);
        await ben.SignInAsync(shop.Second, Person.Ben);
        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);
        Assert.Equal("/backoffice", olga.Path);

        await PressAsync(olga, Person.Ada, "Sign out everywhere");

        Assert.Contains("All sessions of c-1001 have ended.", await olga.TextAsync(), StringComparison.Ordinal);
        Assert.False(await ada.IsSignedInAsync(shop.Second));
        Assert.True(await ben.IsSignedInAsync(shop.Second));
        Assert.True(await olga.IsInBackOfficeAsync(shop.Second));
        await ada.SignInAsync(shop.Second, Person.Ada);
        Assert.True(await ada.IsSignedInAsync(shop.First));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task DisabledCustomer_IsOutAndStaysOut(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        var olga = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.Second, Person.Ada);
        var cookie = (await ada.CookieAsync(Visitor.ShopCookie))!;
        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);

        await shop.AdvanceAsync(TimeSpan.FromMinutes(6));
        await olga.GoAsync(shop.First, "/backoffice");
        await PressAsync(olga, Person.Ada, "Disable");
        Assert.Equal("/backoffice/step-up", olga.Path);
        await olga.FillAsync("password", Person.Olga.Password);
        await olga.ClickAsync("Go on");
        await PressAsync(olga, Person.Ada, "Disable");
        Assert.Contains("Ada is disabled.", await olga.TextAsync(), StringComparison.Ordinal);

        Assert.False(await ada.IsSignedInAsync(shop.Second));
        await ada.SignInAsync(shop.Second, Person.Ada);
        Assert.Contains("E-mail or password is wrong.", await ada.TextAsync(), StringComparison.Ordinal);

        await PressAsync(olga, Person.Ada, "Enable");
        await ada.StealAsync(cookie);
        Assert.False(await ada.IsSignedInAsync(shop.Second));
        await ada.SignInAsync(shop.Second, Person.Ada);
        Assert.True(await ada.IsSignedInAsync(shop.Second));
    }

    [Fact]
    public async Task AccountDisabledBySomethingElse_IsRefusedAtTheNextRequest()
    {
        await using var shop = await Shop.StartAsync(2, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        Assert.True(await ada.IsSignedInAsync(shop.Second));

        await using var database = NpgsqlDataSource.Create(shop.Database!);
        await using var disable = database.CreateCommand("UPDATE shop.account SET is_disabled = true WHERE id = 'c-1001'");
        await disable.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.False(await ada.IsSignedInAsync(shop.First));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task BackOffice_EndsAfterAQuarterOfAnHourAndAfterEightHours(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var busy = await shop.OpenBrowserAsync();
        var idle = await shop.OpenBrowserAsync();
        await busy.EnterBackOfficeAsync(shop.First, Person.Olga);
        await idle.EnterBackOfficeAsync(shop.First, Person.Olga);

        for (var minutes = 0; minutes < (8 * 60) - 10; minutes += 10)
        {
            await shop.AdvanceAsync(TimeSpan.FromMinutes(10));
            Assert.True(await busy.StatusAsync(shop.Second, "/backoffice") == 200, $"after {minutes + 10} minutes");
            if (minutes == 10)
            {
                Assert.False(await idle.IsInBackOfficeAsync(shop.Second));
            }
        }

        await shop.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.False(await busy.IsInBackOfficeAsync(shop.Second));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task CustomersSession_OpensNoBackOfficeAndViceVersa(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var olga = await shop.OpenBrowserAsync();
        await olga.SignInAsync(shop.First, Person.Olga);
        Assert.False(await olga.IsInBackOfficeAsync(shop.Second));
        var cookie = (await olga.CookieAsync(Visitor.ShopCookie))!;
        cookie.Name = Visitor.BackOfficeCookie;
        await olga.StealAsync(cookie);
        Assert.False(await olga.IsInBackOfficeAsync(shop.Second));

        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);
        Assert.True(await olga.IsInBackOfficeAsync(shop.Second));
        await olga.ClickAsync("Leave");
        Assert.False(await olga.IsInBackOfficeAsync(shop.Second));
        Assert.True(await olga.IsSignedInAsync(shop.Second));
        await olga.GoAsync(shop.First, "/Account/Sessions");
        Assert.DoesNotContain("BackOffice", await olga.TextAsync(), StringComparison.Ordinal);

        var ada = await shop.OpenBrowserAsync();
        await ada.EnterBackOfficeAsync(shop.First, Person.Ada);
        Assert.Contains("No such member of staff.", await ada.TextAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task CopiedCookie_OpensNothingWithoutTheCertificate(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres, NeedsCertificate);
        using var own = TestCertificates.CreateClient("Olga");
        using var foreign = TestCertificates.CreateClient("Olga");
        var olga = await shop.OpenBrowserAsync(own);
        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);
        Assert.True(await olga.IsInBackOfficeAsync(shop.First));
        var cookie = (await olga.CookieAsync(Visitor.BackOfficeCookie))!;

        var stranger = await shop.OpenBrowserAsync(foreign);
        await stranger.StealAsync(cookie);
        Assert.False(await stranger.IsInBackOfficeAsync(shop.First));
        var nobody = await shop.OpenBrowserAsync();
        await nobody.StealAsync(cookie);
        Assert.False(await nobody.IsInBackOfficeAsync(shop.Second));

        Assert.True(await olga.IsInBackOfficeAsync(shop.First));
        await olga.GoAsync(shop.First, "/backoffice/audit");
        var audit = await olga.TextAsync();
        Assert.Contains("BindingMismatch", audit, StringComparison.Ordinal);
        Assert.Contains("BindingMissing", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackOfficeThatNeedsACertificate_SignsNobodyInWithoutAndKeepsTheShopOpen()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres, NeedsCertificate);
        var olga = await shop.OpenBrowserAsync();
        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);

        Assert.Contains("The back office needs your certificate.", await olga.TextAsync(), StringComparison.Ordinal);
        await olga.SignInAsync(shop.First, Person.Olga);
        Assert.True(await olga.IsSignedInAsync(shop.First));
    }

    [Theory(Timeout = 120_000), InlineData(1), InlineData(2)]
    public async Task AuditPage_TellsWhatHappened(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.Second, Person.Ada);
        var cookie = (await ada.CookieAsync(Visitor.ShopCookie))!;
        await ada.ClickAsync("Sign out");
        await ada.StealAsync(cookie);
        Assert.False(await ada.IsSignedInAsync(shop.Second));

        var olga = await shop.OpenBrowserAsync();
        await olga.EnterBackOfficeAsync(shop.First, Person.Olga);
        string[] expected = ["Issued", "Revoked", "Refused"];
        string[] told = [];
        while (!expected.All(kind => told.Any(row => row.Contains(kind, StringComparison.Ordinal) && row.Contains(Person.Ada.Id, StringComparison.Ordinal))))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await olga.GoAsync(shop.First, "/backoffice/audit");
            told = [.. await olga.Page.Locator("main tr").AllInnerTextsAsync()];
        }

        // A keyed hash stands for the session, the same in all of its rows.
        Assert.DoesNotContain(told, row => row.Contains(cookie.Value, StringComparison.Ordinal));
        Assert.Single(told.Where(row => row.Contains(Person.Ada.Id, StringComparison.Ordinal)).Select(row => row.Split('\t')[4]).Distinct());
    }

    private static Task PressAsync(Visitor staff, Person account, string button) =>
        staff.Page.Locator("tr", new() { HasText = account.Id }).GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = button }).ClickAsync();
}
