using Microsoft.Playwright;

namespace SealedShop.Tests.Running;

/// <summary>Somebody in front of Chromium, with cookies of their own. A page that reports a script error fails the test at its end.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    public const string ShopCookie = "__Host-shop_auth";
    public const string BackOfficeCookie = "__Host-shop_backoffice";
    public const string VisitCookie = "__Host-shop_visit";

    private readonly List<string> _faults = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            // Where a page names no icon, as one of plain text cannot, Chromium looks for one.
            if (message.Type is "error" or "warning" && !message.Location.Contains("/favicon.ico", StringComparison.Ordinal))
            {
                _faults.Add($"{message.Text} ({message.Location} at {page.Url})");
            }
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Where the browser is now, without the query.</summary>
    public string Path => new Uri(Page.Url).AbsolutePath;

    public static async Task<Visitor> OpenAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Opens a page; returns its status after all redirects.</summary>
    public async Task<int> GoAsync(ShopNode node, string path) => (await Page.GotoAsync(new Uri(node.Address, path).ToString()))!.Status;

    public Task FillAsync(string name, string value) => Page.Locator($"main [name=\"{name}\"]").FillAsync(value);

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public async Task<string> TextAsync() => await Page.Locator("main").InnerTextAsync();

    public async Task SignInAsync(ShopNode node, Person person, bool remember = false, string? password = null)
    {
        await GoAsync(node, "/Account/SignIn");
        await FillAsync("Email", person.Email);
        await FillAsync("Password", password ?? person.Password);
        if (remember)
        {
            await Page.GetByLabel("Remember me").CheckAsync();
        }

        await ClickAsync("Sign in");
    }

    public async Task EnterBackOfficeAsync(ShopNode node, Person person)
    {
        await GoAsync(node, "/backoffice/sign-in");
        await FillAsync("email", person.Email);
        await FillAsync("password", person.Password);
        await ClickAsync("Sign in");
    }

    /// <summary>Answers the page that asks for the password again.</summary>
    public async Task StepUpAsync(string password)
    {
        await FillAsync("Password", password);
        await ClickAsync("Go on");
    }

    /// <summary>Whether the shop takes this browser for somebody who is signed in.</summary>
    public async Task<bool> IsSignedInAsync(ShopNode node)
    {
        if (await GoAsync(node, "/Account/Profile") != 200 || Path != "/Account/Profile")
        {
            return false;
        }

        await Assertions.Expect(Page.Locator("[data-orders]")).Not.ToHaveTextAsync("…");
        return true;
    }

    /// <summary>What this browser is answered without showing it: 302 where it is sent to a sign-in page.</summary>
    public async Task<int> StatusAsync(ShopNode node, string path) =>
        (await Context.APIRequest.GetAsync(new Uri(node.Address, path).ToString(), new() { MaxRedirects = 0 })).Status;

    public async Task<bool> IsInBackOfficeAsync(ShopNode node)
    {
        await GoAsync(node, "/backoffice");
        return Path == "/backoffice";
    }

    public async Task AddToBasketAsync(ShopNode node, string product)
    {
        await GoAsync(node, "/");
        var button = Page.Locator($"button[data-add={product}]");
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveTextAsync("Added");
    }

    public async Task<BrowserContextCookiesResult?> CookieAsync(string name) =>
        (await Context.CookiesAsync()).SingleOrDefault(cookie => cookie.Name == name);

    /// <summary>Copies a cookie of somebody else into this browser, as a thief does.</summary>
    public async Task StealAsync(BrowserContextCookiesResult cookie) => await Context.AddCookiesAsync(
    [
        new() { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, Secure = true, HttpOnly = true, SameSite = cookie.SameSite },
    ]);

    /// <summary>What was reported so far is what the test is about.</summary>
    public void ExpectFaults(params string[] parts)
    {
        var unexpected = _faults.Where(fault => !parts.Any(part => fault.Contains(part, StringComparison.Ordinal))).ToArray();
        _faults.Clear();
        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected));
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        ExpectFaults();
    }
}
