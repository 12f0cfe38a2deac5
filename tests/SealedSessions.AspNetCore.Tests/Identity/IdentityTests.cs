using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore.Tests.Identity;

public sealed class IdentityTests
{
    private const string Cookie = "__Host-Identity.Application";
    private const string Password = "Correct-horse-1";

    [Fact]
    public async Task ApplicationCookie_IsSealedUnderAHostName()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();

        var answer = await SignInAsync(client);

        Assert.Matches("^__Host-Identity\\.Application=s1\\.[A-Za-z0-9_-]+; path=/; secure; samesite=lax; httponly$", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
        Assert.Equal("ada", (await client.GetAsync("/me")).Body);
        Assert.Equal("__Host-Identity.Application", Options(site, IdentityConstants.ApplicationScheme).Cookie.Name);
    }

    [Fact]
    public async Task OtherSchemesOfIdentity_AreUntouched()
    {
        await using var site = await StartAsync();

        foreach (var scheme in (string[])[IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme])
        {
            var options = Options(site, scheme);
            Assert.Equal(scheme, options.Cookie.Name);
            Assert.IsNotType<SealedCookieEvents>(options.Events);
            Assert.IsNotType<SealedTicketFormat>(options.TicketDataFormat);
            Assert.IsType<ChunkingCookieManager>(options.CookieManager);
            Assert.Equal(CookieSecurePolicy.SameAsRequest, options.Cookie.SecurePolicy);
        }

        Assert.Equal(TimeSpan.FromMinutes(5), Options(site, IdentityConstants.ExternalScheme).ExpireTimeSpan);
        Assert.Equal(TimeSpan.FromMinutes(5), Options(site, IdentityConstants.TwoFactorUserIdScheme).ExpireTimeSpan);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(19)]
    public async Task ChangedSecurityStamp_IsNoticedAfterTheIntervalHoweverBusyTheSessionIs(int minutesBetweenRequests)
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await SignInAsync(client);
        await client.PostAsync("/change-stamp");
        var changed = site.Clock.GetUtcNow();

        DateTimeOffset? refused = null;
        while (refused is null && site.Clock.GetUtcNow() < changed.AddHours(7))
        {
            site.Clock.Advance(TimeSpan.FromMinutes(minutesBetweenRequests));
            if (await client.StatusAsync("/me") != HttpStatusCode.OK)
            {
                refused = site.Clock.GetUtcNow();
            }
        }

        Assert.InRange(refused!.Value - changed, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30 + minutesBetweenRequests));
    }

    [Fact]
    public async Task UnchangedSecurityStamp_IsAskedForOnceInEachInterval()
    {
        var validated = 0;
        await using var site = await StartAsync(services => services.Configure<SecurityStampValidatorOptions>(options => options.OnRefreshingPrincipal = _ =>
        {
            validated++;
            return Task.CompletedTask;
        }));
        using var client = site.CreateClient();
        await SignInAsync(client);
        var before = await client.SessionAsync();

        for (var minutes = 0; minutes < 240; minutes += 3)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(3));
            Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        }

        Assert.InRange(validated, 7, 8);
        var after = await client.SessionAsync();
        Assert.Equal((before!.Id, before.AuthenticatedAt, before.ExpiresAt), (after!.Id, after.AuthenticatedAt, after.ExpiresAt));
    }

    [Fact]
    public async Task RejectedStamp_EndsTheSessionAndTheRememberedDevice()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await SignInAsync(client);
        await client.PostAsync("/change-stamp");
        site.Clock.Advance(TimeSpan.FromMinutes(15));
        await client.GetAsync("/me");
        using var thief = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(16));

        var answer = await client.GetAsync("/status");

        Assert.Equal("SubjectRejected", answer.Body);
        Assert.Equal("", answer.Cookie(Cookie));
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public async Task RefreshSignIn_KeepsEndAndAuthenticationTimeUnderANewId(int minutes)
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await SignInAsync(client);
        using var former = site.Copy(client);
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        await client.PostAsync("/refresh");
        var after = await client.SessionAsync();

        Assert.NotEqual(before!.Id, after!.Id);
        Assert.Equal(before with { Id = after.Id, IdleUntil = site.Clock.GetUtcNow().AddMinutes(20) }, after);
        Assert.Equal("SessionRevoked", (await former.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task PasswordChangeWithRefresh_KeepsThisSessionAndEndsTheOthersWithinTheInterval()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        using var elsewhere = site.CreateClient();
        await SignInAsync(client);
        await SignInAsync(elsewhere);

        await client.PostAsync("/change-password");
        for (var minutes = 0; minutes < 44; minutes += 11)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
            await elsewhere.StatusAsync("/me");
        }

        Assert.Equal(HttpStatusCode.Redirect, await elsewhere.StatusAsync("/me"));
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await SignInAsync(client);
        using var thief = site.Copy(client);

        var answer = await client.PostAsync("/sign-out");

        Assert.Equal("", answer.Cookie(Cookie));
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task EventsOfTheApplication_StayBesideTheSecurityStamp()
    {
        var calls = 0;
        await using var site = await StartAsync(services => services.ConfigureApplicationCookie(options =>
        {
            var validate = options.Events.OnValidatePrincipal;
            options.Events.OnValidatePrincipal = async context =>
            {
                calls++;
                await validate(context);
            };
            options.Events.OnRedirectToLogin = context =>
            {
                context.Response.StatusCode = 401;
                return Task.CompletedTask;
            };
        }));
        using var client = site.CreateClient();
        await SignInAsync(client);
        await client.PostAsync("/change-stamp");
        calls = 0;

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/me"));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task TwoFactorSignIn_GoesThroughTheUntouchedCookieToTheSealedOne()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/enable-two-factor");

        var password = await SignInAsync(client);
        Assert.Equal("RequiresTwoFactor", password.Body);
        Assert.Equal(IdentityConstants.TwoFactorUserIdScheme, Assert.Single(password.Cookies).Name.Value);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));

        var code = await client.PostAsync("/two-factor");
        Assert.Equal("Succeeded", code.Body);
        Assert.Contains(code.Cookies, cookie => cookie.Name == Cookie);
        Assert.Contains(code.Cookies, cookie => cookie.Name == IdentityConstants.TwoFactorRememberMeScheme);
        Assert.Equal("ada", (await client.GetAsync("/me")).Body);

        await client.PostAsync("/sign-out");
        Assert.Equal("Succeeded", (await SignInAsync(client)).Body);
    }

    [Fact]
    public async Task ExternalScheme_KeepsItsOwnCookie()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();

        await client.PostAsync("/external");

        Assert.Equal("external", (await client.GetAsync("/external")).Body);
        Assert.StartsWith("CfDJ8", client.Cookie(IdentityConstants.ExternalScheme), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SealedBeforeIdentityIsAdded_WorksAsWell()
    {
        await using var site = await StartAsync(sealFirst: true);
        using var client = site.CreateClient();

        await SignInAsync(client);

        Assert.StartsWith("s1.", client.Cookie(Cookie), StringComparison.Ordinal);
        Assert.Equal("ada", (await client.GetAsync("/me")).Body);
        await client.PostAsync("/change-stamp");
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task IdentityApi_SignsInToTheSealedCookieAndStepsUp()
    {
        await using var site = await StartAsync(api: true);
        using var client = site.CreateClient();
        await SignInAsync(client);
        Assert.StartsWith("s1.", client.Cookie(Cookie), StringComparison.Ordinal);
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/checkout"));

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/step-up")).Status);

        Assert.NotEqual(before!.Id, (await client.SessionAsync())!.Id);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));
    }

    private static Task<Answer> SignInAsync(Client client) => client.PostAsync("/sign-in");

    private static CookieAuthenticationOptions Options(Site site, string scheme) => site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);

    private static async Task<Site> StartAsync(Action<IServiceCollection>? services = null, bool sealFirst = false, bool api = false)
    {
        var site = await Site.StartAsync(
            collection =>
            {
                if (sealFirst)
                {
                    collection.SealAuthenticationCookie(IdentityConstants.ApplicationScheme, Seal);
                }

                if (api)
                {
                    collection.AddIdentityApiEndpoints<Account>();
                }
                else
                {
                    collection.AddIdentity<Account, IdentityRole>().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
                }

                collection.AddSingleton<IUserStore<Account>, Accounts>();
                collection.AddSingleton<IRoleStore<IdentityRole>, NoRoles>();
                if (!sealFirst)
                {
                    collection.SealAuthenticationCookie(IdentityConstants.ApplicationScheme, Seal);
                }

                services?.Invoke(collection);
            },
            Map);

        using var scope = site.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await users.CreateAsync(new Account { Id = "1", Name = "ada" }, Password)).Succeeded);
        return site;
    }

    private static void Seal(SealedCookieOptions options)
    {
        options.Lifetime = Shop.Lifetime;
        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
    }

    private static void Map(WebApplication app)
    {
        app.MapPost("/sign-in", async (SignInManager<Account> signIn) =>
        {
            signIn.AuthenticationScheme = IdentityConstants.ApplicationScheme;
            var result = await signIn.PasswordSignInAsync("ada", Password, isPersistent: false, lockoutOnFailure: true);
            return result.ToString();
        });
        app.MapPost("/sign-out", (SignInManager<Account> signIn) => signIn.SignOutAsync());
        app.MapPost("/refresh", async (SignInManager<Account> signIn, UserManager<Account> users, ClaimsPrincipal user) =>
            await signIn.RefreshSignInAsync((await users.GetUserAsync(user))!));
        app.MapPost("/change-stamp", async (UserManager<Account> users) => await users.UpdateSecurityStampAsync((await users.FindByNameAsync("ada"))!));
        app.MapPost("/change-password", async (SignInManager<Account> signIn, UserManager<Account> users, ClaimsPrincipal user) =>
        {
            var account = (await users.GetUserAsync(user))!;
            Assert.True((await users.ChangePasswordAsync(account, Password, Password + "!")).Succeeded);
            await signIn.RefreshSignInAsync(account);
        });
        app.MapPost("/enable-two-factor", async (UserManager<Account> users) =>
        {
            var account = (await users.FindByNameAsync("ada"))!;
            await users.ResetAuthenticatorKeyAsync(account);
            await users.SetTwoFactorEnabledAsync(account, true);
        });
        app.MapPost("/two-factor", async (SignInManager<Account> signIn, UserManager<Account> users) =>
        {
            var account = (await signIn.GetTwoFactorAuthenticationUserAsync())!;
            var code = AuthenticatorCode.Of((await users.GetAuthenticatorKeyAsync(account))!);
            return (await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: true)).ToString();
        });
        app.MapPost("/external", (HttpContext http) => http.SignInAsync(IdentityConstants.ExternalScheme, Shop.Principal("external")));
        app.MapGet("/external", async (HttpContext http) => (await http.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal!.Identity!.Name);
        app.MapPost("/step-up", (HttpContext http) => http.StepUpAsync());
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/checkout", () => "paid").RequireRecentAuthentication(TimeSpan.FromMinutes(5));
        app.MapGet("/session", (RevalidatedSession<AuthenticationTicket> session) => SeenSession.Of(session));
        app.MapGet("/status", async (HttpContext http) =>
        {
            await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
            return http.GetSealedSessionStatus(IdentityConstants.ApplicationScheme).ToString();
        });
    }
}
