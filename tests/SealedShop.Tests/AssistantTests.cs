using System.Net;
using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class AssistantTests(SharedBrowser browser, SharedPostgres postgres)
{
    private static readonly object GreenTea = new { query = "green tea" };
    private static readonly object TwoSencha = new { productId = "sencha", quantity = 2 };

    [Theory, InlineData(1), InlineData(2)]
    public async Task Assistant_DoesWhatWasApprovedAndNothingElse(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products", "add_to_basket");

        var found = await assistant.SendAsync(shop.Second, "/agent/tools/search_products", GreenTea);
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("Sencha Yame", found.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("oolong", found.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await assistant.UseAsync(shop.First, "add_to_basket", TwoSencha));
        Assert.Equal(HttpStatusCode.NotFound, await assistant.UseAsync(shop.First, "add_to_basket", new { productId = "coffee" }));

        var refused = await assistant.SendAsync(shop.Second, "/agent/tools/checkout");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("NotApproved", refused.Body, StringComparison.Ordinal);

        await ada.GoAsync(shop.Second, "/Basket");
        Assert.Contains("2 × Sencha Yame", await ada.TextAsync(), StringComparison.Ordinal);
        await ada.GoAsync(shop.Second, "/Account/Sessions");
        Assert.Contains("TeaBot: a green tea (search_products, add_to_basket)", await ada.TextAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task CompletedTask_EndsTheAssistant(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products");

        Assert.Equal(HttpStatusCode.NoContent, (await assistant.SendAsync(shop.First, "/agent/complete")).Status);

        var refused = await assistant.SendAsync(shop.Second, "/agent/tools/search_products", GreenTea);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Contains("SessionRevoked", refused.Body, StringComparison.Ordinal);
        Assert.Contains("invalid_token", refused.Challenge, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await assistant.SendAsync(shop.Second, "/agent/complete")).Status);
        await ada.GoAsync(shop.Second, "/Account/Sessions");
        Assert.DoesNotContain("TeaBot", await ada.TextAsync(), StringComparison.Ordinal);
        Assert.True(await ada.IsSignedInAsync(shop.Second));
    }

    [Theory, InlineData(1, true), InlineData(1, false), InlineData(2, true), InlineData(2, false)]
    public async Task AssistantThatDrifts_IsRefusedAndEnded(int nodes, bool isOtherTask)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products");
        using var drifted = isOtherTask ? assistant.DriftedTo(task: "task-2") : assistant.DriftedTo(conversation: "conversation-2");

        var refused = await drifted.SendAsync(shop.First, "/agent/tools/search_products", GreenTea);

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("ContextDrift", refused.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await assistant.UseAsync(shop.Second, "search_products", GreenTea));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task AssistantThatInsists_IsEnded(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products");

        Assert.Equal(HttpStatusCode.Forbidden, await assistant.UseAsync(shop.First, "add_to_basket", TwoSencha));
        Assert.Equal(HttpStatusCode.Forbidden, await assistant.UseAsync(shop.First, "add_to_basket", TwoSencha));
        Assert.Equal(HttpStatusCode.OK, await assistant.UseAsync(shop.First, "search_products", GreenTea));
        Assert.Contains("TooManyRefusals", (await assistant.SendAsync(shop.First, "/agent/tools/add_to_basket", TwoSencha)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await assistant.UseAsync(shop.Second, "search_products", GreenTea));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task EndingTheCustomersSessions_EndsTheAssistants(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var first = await ApproveAsync(ada, shop.First, "search_products");
        using var second = await ApproveAsync(ada, shop.First, "search_products");

        // One of them by its row.
        await ada.GoAsync(shop.First, "/Account/Sessions");
        await ada.ClickAsync("End");
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            new[] { await first.UseAsync(shop.Second, "search_products", GreenTea), await second.UseAsync(shop.Second, "search_products", GreenTea) }.Order());

        await ada.GoAsync(shop.First, "/Account/Sessions");
        await ada.ClickAsync("Sign out everywhere");
        Assert.Equal(HttpStatusCode.Unauthorized, await first.UseAsync(shop.Second, "search_products", GreenTea));
        Assert.Equal(HttpStatusCode.Unauthorized, await second.UseAsync(shop.Second, "search_products", GreenTea));
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task Assistant_EndsAfterAQuarterOfAnHour(int nodes)
    {
        await using var shop = await Shop.StartAsync(nodes, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products");

        await shop.AdvanceAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, await assistant.UseAsync(shop.Second, "search_products", GreenTea));
        await shop.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await assistant.UseAsync(shop.Second, "search_products", GreenTea));
    }

    [Fact]
    public async Task Approval_TakesARecentPasswordAndOfferedTools()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);

        await ada.GoAsync(shop.First, "/Account/Assistants");
        await ada.FillAsync("Name", "TeaBot");
        await ada.FillAsync("Purpose", "everything");
        await ada.Page.EvaluateAsync("document.querySelector('[name=Tools]').value = 'checkout'");
        await ada.Page.Locator("main [name=Tools]").First.CheckAsync();
        await ada.ClickAsync("Approve");
        Assert.Contains("Choose what the assistant may do.", await ada.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await ada.Page.Locator("[data-token]").CountAsync());

        await shop.AdvanceAsync(TimeSpan.FromMinutes(6));
        await ada.GoAsync(shop.First, "/Account/Assistants");
        Assert.Equal("/Account/StepUp", ada.Path);
    }

    [Fact]
    public async Task TokensOfOtherKinds_OpenNoAgentAndNoShop()
    {
        await using var shop = await Shop.StartAsync(1, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        using var assistant = await ApproveAsync(ada, shop.First, "search_products");
        using var withCookie = new Assistant((await ada.CookieAsync(Visitor.ShopCookie))!.Value, assistant.Task, assistant.Conversation);
        using var withNothing = new Assistant("x", assistant.Task, assistant.Conversation);

        Assert.Equal(HttpStatusCode.Unauthorized, await withCookie.UseAsync(shop.First, "search_products", GreenTea));
        Assert.Equal(HttpStatusCode.Unauthorized, await withNothing.UseAsync(shop.First, "search_products", GreenTea));

        var cookie = (await ada.CookieAsync(Visitor.ShopCookie))!;
        cookie.Value = assistant.Token;
        var thief = await shop.OpenBrowserAsync();
        await thief.StealAsync(cookie);
        Assert.False(await thief.IsSignedInAsync(shop.First));
    }

    private static async Task<Assistant> ApproveAsync(Visitor customer, ShopNode node, params string[] tools)
    {
        await customer.GoAsync(node, "/Account/Assistants");
        await customer.FillAsync("Name", "TeaBot");
        await customer.FillAsync("Purpose", "a green tea");
        foreach (var tool in tools)
        {
            await customer.Page.GetByLabel(tool).CheckAsync();
        }

        await customer.ClickAsync("Approve");
        return await Assistant.OfAsync(customer);
    }
}
