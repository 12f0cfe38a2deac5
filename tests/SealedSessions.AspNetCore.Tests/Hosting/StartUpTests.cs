using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore.Tests.Hosting;

public sealed class StartUpTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "name", "The cookie of scheme 'Cookies' is named 'shop'. Name it \"__Host-…\", so that browsers take it only with Secure, path / and no domain, or leave the name out." },
        { "domain", "The cookie of scheme 'Cookies' has the domain 'shop.example', which hands the session to every host under it. Leave Cookie.Domain out." },
        { "path", "The cookie of scheme 'Cookies' has the path '/shop', and browsers refuse a __Host- cookie with it. Leave Cookie.Path out." },
        { "secure", "The cookie of scheme 'Cookies' may be sent without Secure. Leave Cookie.SecurePolicy out." },
        { "script", "The cookie of scheme 'Cookies' can be read by script. Leave Cookie.HttpOnly out." },
        { "same-site", "The cookie of scheme 'Cookies' is sent along from other sites (SameSite None). Leave Cookie.SameSite out, or set AllowCrossSite where the application lives in frames of other sites." },
        { "no-same-site", "The cookie of scheme 'Cookies' is sent along from other sites (SameSite Unspecified). Leave Cookie.SameSite out, or set AllowCrossSite where the application lives in frames of other sites." },
        { "store", "The cookie of scheme 'Cookies' has a SessionStore, and a sealed session is in the cookie. Choose one of the two." },
        { "binding", "The cookie of scheme 'Cookies' is bound to a ProofKey, and nothing reads it from a request. Set SealedCookieOptions.ReadBinding." },
        { "lifetime", "The lifetime of 'aspnetcore-cookie/Cookies' is missing, so its sessions would never end. Set Lifetime = new SessionLifetime { Absolute = …, Idle = … }." },
        { "idle", "'aspnetcore-cookie/Cookies': The absolute lifetime of 00:10:00 is shorter than the idle timeout of 00:20:00. Raise SessionLifetime.Absolute or lower SessionLifetime.Idle." },
        { "failure-mode", "'aspnetcore-cookie/Cookies': it is not said what happens while revocations cannot be read. Set WhenRevocationsUnavailable to FailClosed (refuse every session) or FailOpen (accept the risk)." },
        { "subject-check", "'aspnetcore-cookie/Cookies': SubjectCheckCachedFor is 02:00:00. Set it between zero and one hour." },
        { "events", "The cookie of scheme 'Cookies' has lost its seal: Events, EventsType, TicketDataFormat or CookieManager was set after it was sealed, by a PostConfigure. Set them with Configure, or before AddSealedCookie." },
        { "events-type", "The cookie of scheme 'Cookies' has lost its seal: Events, EventsType, TicketDataFormat or CookieManager was set after it was sealed, by a PostConfigure. Set them with Configure, or before AddSealedCookie." },
        { "format", "The cookie of scheme 'Cookies' has lost its seal: Events, EventsType, TicketDataFormat or CookieManager was set after it was sealed, by a PostConfigure. Set them with Configure, or before AddSealedCookie." },
        { "manager", "The cookie of scheme 'Cookies' has lost its seal: Events, EventsType, TicketDataFormat or CookieManager was set after it was sealed, by a PostConfigure. Set them with Configure, or before AddSealedCookie." },
        { "twice", "The scheme 'Cookies' is sealed more than once, and the later settings overwrite the earlier ones. Call AddSealedCookie or SealAuthenticationCookie once." },
        { "no-scheme", "There is no authentication scheme 'Cookie', so its cookie is not sealed. Add it with AddSealedCookie, or name the scheme that exists." },
        { "no-cookie-scheme", "The scheme 'Header' is no cookie scheme (HeaderUserHandler), so nothing is sealed. Name the cookie scheme that it signs in to." },
    };

    public static TheoryData<string, string> SessionCookieFaults => new()
    {
        { "no-name", "The session cookie for CartClaims is named ''. Set Name to \"__Host-…\", so that browsers take it only with Secure, path / and no domain." },
        { "name", "The session cookie for CartClaims is named 'cart'. Set Name to \"__Host-…\", so that browsers take it only with Secure, path / and no domain." },
        { "same-site", "The session cookie for CartClaims has SameSite None and would be sent along from other sites. Set SameSite to Lax or Strict." },
        { "binding", "The session cookie for CartClaims is bound to a WorkloadIdentity, and nothing reads it from a request. Set SessionCookieOptions.ReadBinding." },
        { "purpose", "The sessions of CartClaims have no purpose. Set Purpose to a text that no other kind of session uses, for example \"shop/customer\"." },
        { "payload", "'shop/cart': the payload format is missing. Set Payload = SessionPayload.Json(YourJsonContext.Default.CartClaims)." },
        { "lifetime", "The lifetime of 'shop/cart' is missing, so its sessions would never end. Set Lifetime = new SessionLifetime { Absolute = …, Idle = … }." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task FaultyScheme_KeepsTheHostFromStarting(string fault, string message)
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => Shop.StartAsync(
            options =>
            {
                switch (fault)
                {
                    case "binding":
                        options.Binding = SessionBindingKind.ProofKey;
                        break;
                    case "lifetime":
                        options.Lifetime = null;
                        break;
                    case "idle":
                        options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromMinutes(10), Idle = TimeSpan.FromMinutes(20) };
                        break;
                    case "failure-mode":
                        options.WhenRevocationsUnavailable = StoreFailureMode.Unset;
                        break;
                    case "subject-check":
                        options.SubjectCheckCachedFor = TimeSpan.FromHours(2);
                        break;
                }
            },
            options =>
            {
                switch (fault)
                {
                    case "name":
                        options.Cookie.Name = "shop";
                        break;
                    case "domain":
                        options.Cookie.Domain = "shop.example";
                        break;
                    case "path":
                        options.Cookie.Path = "/shop";
                        break;
                    case "secure":
                        options.Cookie.SecurePolicy = CookieSecurePolicy.None;
                        break;
                    case "script":
                        options.Cookie.HttpOnly = false;
                        break;
                    case "same-site":
                        options.Cookie.SameSite = SameSiteMode.None;
                        break;
                    case "no-same-site":
                        options.Cookie.SameSite = SameSiteMode.Unspecified;
                        break;
                    case "store":
                        options.SessionStore = new NoStore();
                        break;
                }
            },
            services =>
            {
                switch (fault)
                {
                    case "events":
                        services.PostConfigure<CookieAuthenticationOptions>(Shop.Scheme, options => options.Events = new CookieAuthenticationEvents());
                        break;
                    case "events-type":
                        services.PostConfigure<CookieAuthenticationOptions>(Shop.Scheme, options => options.EventsType = typeof(CookieAuthenticationEvents));
                        break;
                    case "format":
                        services.PostConfigure<CookieAuthenticationOptions>(Shop.Scheme, options => options.TicketDataFormat = null!);
                        break;
                    case "manager":
                        services.PostConfigure<CookieAuthenticationOptions>(Shop.Scheme, options => options.CookieManager = new ChunkingCookieManager());
                        break;
                    case "twice":
                        services.SealAuthenticationCookie(Shop.Scheme, options => options.Lifetime = Shop.Lifetime);
                        break;
                    case "no-scheme":
                        services.SealAuthenticationCookie("Cookie", Complete);
                        break;
                    case "no-cookie-scheme":
                        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, HeaderUserHandler>("Header", null);
                        services.SealAuthenticationCookie("Header", Complete);
                        break;
                }
            }));

        Assert.Equal([message], thrown.Failures);
    }

    [Theory]
    [MemberData(nameof(SessionCookieFaults))]
    public async Task FaultySessionCookie_KeepsTheHostFromStarting(string fault, string message)
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => CartShop.StartAsync(
            cookie =>
            {
                switch (fault)
                {
                    case "no-name":
                        cookie.Name = null;
                        break;
                    case "name":
                        cookie.Name = "cart";
                        break;
                    case "same-site":
                        cookie.SameSite = SameSiteMode.None;
                        break;
                }
            },
            session =>
            {
                switch (fault)
                {
                    case "binding":
                        session.RequiredBinding = SessionBindingKind.WorkloadIdentity;
                        break;
                    case "purpose":
                        session.Purpose = null;
                        break;
                    case "payload":
                        session.Payload = null;
                        break;
                    case "lifetime":
                        session.Lifetime = null;
                        break;
                }
            }));

        Assert.Equal([message], thrown.Failures);
    }

    [Fact]
    public async Task SessionCookieWithoutItsKindOfSession_KeepsTheHostFromStarting()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => Site.StartAsync(
            services => services.AddSealedSessions().AddSessionCookie<CartClaims>(cookie => cookie.Name = CartShop.Cookie), app => app.UseSealedSessions()));

        Assert.Equal(["There is a session cookie for CartClaims and no such kind of session. Call AddSession<CartClaims> too."], thrown.Failures);
    }

    [Fact]
    public async Task AllFaults_AreListedAtOnce()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => Site.StartAsync(
            services =>
            {
                services.AddAuthentication().AddSealedCookie(
                    options => options.Binding = SessionBindingKind.Custom,
                    cookie =>
                    {
                        cookie.Cookie.Name = "shop";
                        cookie.Cookie.Domain = "shop.example";
                        cookie.Cookie.SecurePolicy = CookieSecurePolicy.None;
                        cookie.Cookie.HttpOnly = false;
                    });
                services.AddSealedSessions().AddSession<CartClaims>(_ => { }).AddSessionCookie<CartClaims>(_ => { });
            },
            app => app.UseSealedSessions(),
            key: ""));

        Assert.Equal(13, thrown.Failures.Count());
        Assert.Equal(13, thrown.Failures.Distinct().Count());
        Assert.Contains(thrown.Failures, failure => failure.StartsWith("There is no sealing key.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MissingKeys_KeepTheHostFromStarting()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => Shop.StartAsync(key: ""));

        Assert.Equal(["There is no sealing key. Put one under SealedSessions:Keys:0 with \"Key\" (from `openssl rand -base64 32`, in a secret store) and \"State\": \"Active\"."], thrown.Failures);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task DevelopmentKey_StartsInDevelopmentOnly(string environment, bool fails)
    {
        var starting = Site.StartAsync(
            services =>
            {
                services.AddAuthentication(Shop.Scheme).AddSealedCookie(Complete);
                services.AddSealedSessions().UseDevelopmentKey();
            },
            Shop.Map,
            key: "",
            environment: environment);

        if (fails)
        {
            var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => starting);
            Assert.Contains($"The environment is {environment}", Assert.Single(thrown.Failures), StringComparison.Ordinal);
        }
        else
        {
            await using var site = await starting;
            using var client = await site.SignInAsync("ada");
            Assert.Equal("ada", (await client.GetAsync("/me")).Body);
        }
    }

    [Fact]
    public async Task TwoKindsWithOnePurpose_KeepTheHostFromStarting()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => Shop.StartAsync(services: services =>
            services.AddSealedSessions().AddSession<CartClaims>(options =>
            {
                options.Purpose = Shop.Purpose;
                options.Payload = SessionPayload.Json(CartJson.Default.CartClaims);
                options.Lifetime = Shop.Lifetime;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
            })));

        Assert.Equal([$"2 kinds of session have the purpose '{Shop.Purpose}': one would open as the other. Give each its own Purpose."], thrown.Failures);
    }

    [Fact]
    public async Task CrossSiteCookie_StartsWhereItIsAllowed()
    {
        await using var site = await Shop.StartAsync(options => options.AllowCrossSite = true, cookie => cookie.Cookie.SameSite = SameSiteMode.None);
        using var client = site.CreateClient();

        var cookie = Assert.Single((await client.PostAsync("/sign-in/ada")).Cookies);

        Assert.Equal((Microsoft.Net.Http.Headers.SameSiteMode.None, true), (cookie.SameSite, cookie.Secure));
    }

    [Fact]
    public async Task HostThatDoesNotStart_ListensNowhere()
    {
        var mapped = false;
        await Assert.ThrowsAsync<OptionsValidationException>(() => Shop.StartAsync(
            options => options.Lifetime = null,
            services: services => services.AddHostedService(_ => new Started(() => mapped = true))));

        Assert.False(mapped);
    }

    private static void Complete(SealedCookieOptions options)
    {
        options.Lifetime = Shop.Lifetime;
        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
    }

    private sealed class Started(Action started) : Microsoft.Extensions.Hosting.BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            started();
            return Task.CompletedTask;
        }
    }

    private sealed class NoStore : ITicketStore
    {
        public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new NotSupportedException();

        public Task RenewAsync(string key, AuthenticationTicket ticket) => throw new NotSupportedException();

        public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key) => throw new NotSupportedException();
    }
}
