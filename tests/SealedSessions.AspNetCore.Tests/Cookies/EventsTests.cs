using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class EventsTests
{
    [Theory]
    [InlineData("object")]
    [InlineData("delegates")]
    [InlineData("type")]
    public async Task EventsOfTheApplication_AreEachCalledOnceAndInOrder(string kind)
    {
        var calls = new EventCalls();
        await using var site = await Shop.StartAsync(
            cookie: options =>
            {
                options.LoginPath = "/sign-in/ada";
                options.LogoutPath = "/sign-out";
                switch (kind)
                {
                    case "object":
                        options.Events = new RecordedEvents(calls);
                        break;
                    case "delegates":
                        options.Events = RecordedEvents.Delegates(calls);
                        break;
                    default:
                        options.EventsType = typeof(RecordedEvents);
                        break;
                }
            },
            services: services => services.AddSingleton(calls).AddScoped<RecordedEvents>(),
            endpoints: app => app.MapGet("/admin", () => "").RequireAuthorization(policy => policy.RequireRole("admin")));
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/me"));
        Assert.Equal("RedirectToLogin", calls.Take());

        await client.PostAsync("/sign-in/ada?ReturnUrl=/me");
        Assert.Equal("SigningIn SignedIn RedirectToReturnUrl", calls.Take());

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        Assert.Equal("CheckSlidingExpiration ValidatePrincipal", calls.Take());

        site.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.NotNull((await client.GetAsync("/me")).Cookie(Shop.Cookie));
        Assert.Equal("CheckSlidingExpiration ValidatePrincipal", calls.Take());

        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusAsync("/admin"));
        Assert.Equal("CheckSlidingExpiration ValidatePrincipal RedirectToAccessDenied", calls.Take());

        await client.PostAsync("/step-up");
        Assert.Equal("CheckSlidingExpiration ValidatePrincipal SigningIn SignedIn", calls.Take());

        await client.PostAsync("/sign-out?ReturnUrl=/");
        Assert.Equal("CheckSlidingExpiration ValidatePrincipal SigningOut RedirectToReturnUrl", calls.Take());
    }

    [Theory]
    [InlineData(ServiceLifetime.Transient)]
    [InlineData(ServiceLifetime.Scoped)]
    public async Task EventsType_IsResolvedOnceForEachRequest(ServiceLifetime lifetime)
    {
        var made = 0;
        await using var site = await Shop.StartAsync(
            cookie: options => options.EventsType = typeof(RecordedEvents),
            services: services => services.Add(new ServiceDescriptor(
                typeof(RecordedEvents),
                _ =>
                {
                    made++;
                    return new RecordedEvents(new EventCalls());
                },
                lifetime)));

        using var client = await site.SignInAsync("ada");
        Assert.Equal(1, made);
        await client.GetAsync("/me");
        await client.GetAsync("/me");
        Assert.Equal(3, made);
    }

    [Fact]
    public async Task SignInWithinAnEvent_Stays()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = async context =>
        {
            if (context.HttpContext.Request.Query.ContainsKey("again"))
            {
                var principal = Shop.Principal("ada", ("role", "new"));
                await context.HttpContext.SignInAsync(principal, context.Properties);
                context.ReplacePrincipal(principal);
            }
        });
        using var client = await site.SignInAsync("ada");
        using var former = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await client.GetAsync("/session?again");

        Assert.Single(answer.Cookies);
        Assert.Contains((await client.SessionAsync())!.Id, answer.Body, StringComparison.Ordinal);
        Assert.Contains("role=new", (await client.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Equal("SessionRevoked", (await former.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignOutWithinAnEvent_Stays()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = async context =>
        {
            if (context.HttpContext.Request.Query.ContainsKey("leave"))
            {
                await context.HttpContext.SignOutAsync();
                context.ShouldRenew = true;
            }
        });
        using var client = await site.SignInAsync("ada");
        using var former = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await client.GetAsync("/status?leave");

        Assert.Equal("SessionRevoked", answer.Body);
        Assert.Equal("", client.Cookie(Shop.Cookie));
        Assert.Equal("SessionRevoked", (await former.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task EventsType_WinsOverEventsAsInTheFramework()
    {
        var calls = new EventCalls();
        await using var site = await Shop.StartAsync(
            cookie: options =>
            {
                options.Events.OnSigningIn = _ => calls.Add("delegate");
                options.EventsType = typeof(RecordedEvents);
            },
            services: services => services.AddSingleton(calls).AddScoped<RecordedEvents>());

        using var client = await site.SignInAsync("ada");

        Assert.Equal("SigningIn SignedIn", calls.Take());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public async Task RefusedSession_ReachesNoEventOfTheApplication(int minutes)
    {
        var calls = new EventCalls();
        await using var site = await Shop.StartAsync(cookie: options => options.Events = RecordedEvents.Delegates(calls));
        using var client = await site.SignInAsync("ada");
        await site.Revoker.RevokeSubjectAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));
        calls.Take();

        var answer = await client.GetAsync("/status");

        Assert.Equal("SubjectRevoked", answer.Body);
        Assert.Empty(answer.Cookies);
        Assert.Equal("", calls.Take());
    }

    [Fact]
    public async Task SessionInAnEvent_HasBeenRevalidatedBefore()
    {
        string? seen = null;
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = context =>
        {
            seen = context.HttpContext.GetSealedSession()?.Subject;
            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");

        await client.GetAsync("/me");

        Assert.Equal("ada", seen);
    }

    [Fact]
    public async Task OnSigningIn_ChangesPrincipalAndProperties()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnSigningIn = context =>
        {
            context.Principal = Shop.Principal("grace", ("role", "staff"));
            context.Properties.IsPersistent = true;
            context.Properties.ExpiresUtc = Now(context).AddMinutes(7);
            context.Properties.Items["tenant"] = "blue";
            return Task.CompletedTask;
        });
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in/ada");
        var session = await client.SessionAsync();

        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(7), Assert.Single(answer.Cookies).Expires);
        Assert.Equal("grace", session!.Subject);
        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(7), session.IdleUntil);
        Assert.Contains("role=staff", (await client.GetAsync("/claims")).Body, StringComparison.Ordinal);

        static DateTimeOffset Now(CookieSigningInContext context) => context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    [Fact]
    public async Task OnSigningIn_WithoutSubject_FailsAndNamesTheClaim()
    {
        var log = new LogTape();
        await using var site = await Shop.StartAsync(
            cookie: options => options.Events.OnSigningIn = context =>
            {
                context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", "ada")], "test"));
                return Task.CompletedTask;
            },
            services: log.AddTo);
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in/ada");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.Cookies);
        Assert.Contains(log.Entries, entry => entry.Fault?.Message.Contains("SealedCookieOptions.SubjectClaimType", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task OnCheckSlidingExpiration_TurnsRenewalOff()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew = false;
            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");

        site.Clock.Advance(TimeSpan.FromMinutes(19));
        var late = await client.GetAsync("/me");
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.OK, late.Status);
        Assert.Empty(late.Cookies);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task OnCheckSlidingExpiration_TurnsRenewalOn()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew = true;
            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromSeconds(1));

        await client.GetAsync("/me");

        Assert.Equal(1u, (await client.SessionAsync())!.Generation);
    }

    [Fact]
    public async Task ReplacedPrincipal_WithRenewal_LastsAndReachesTheParameter()
    {
        await using var site = await Shop.StartAsync(
            cookie: options => options.Events.OnValidatePrincipal = context =>
            {
                if (context.HttpContext.Request.Query.ContainsKey("promote"))
                {
                    context.ReplacePrincipal(Shop.Principal("ada", ("role", "staff")));
                    context.ShouldRenew = true;
                }

                return Task.CompletedTask;
            },
            endpoints: app => app.MapGet("/roles", (RevalidatedSession<AuthenticationTicket> session) => session.Claims.Principal.FindFirstValue("role") ?? "none"));
        using var client = await site.SignInAsync("ada");
        Assert.Equal("none", (await client.GetAsync("/roles")).Body);

        var promoting = await client.GetAsync("/roles?promote");

        Assert.NotNull(promoting.Cookie(Shop.Cookie));
        Assert.Equal("staff", promoting.Body);
        Assert.Equal("staff", (await client.GetAsync("/roles")).Body);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("add")]
    public async Task ChangedPrincipal_WithoutRenewalByTheApplication_IsForTheRequestOnly(string how)
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = context =>
        {
            if (how == "add")
            {
                context.Principal!.AddIdentity(new ClaimsIdentity([new Claim("role", "elevated")]));
            }
            else
            {
                context.ReplacePrincipal(Shop.Principal("ada", ("role", "elevated")));
            }

            context.Properties.Items["once"] = "yes";
            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(11));

        var renewing = await client.GetAsync("/claims");

        Assert.Contains("role=elevated", renewing.Body, StringComparison.Ordinal);
        var ticket = site.Unseal(renewing.Cookie(Shop.Cookie))!.UnverifiedClaims;
        Assert.DoesNotContain(ticket.Principal.Claims, claim => claim.Type == "role");
        Assert.DoesNotContain("once", ticket.Properties.Items.Keys);
    }

    [Fact]
    public async Task RejectedPrincipal_HasNoSession()
    {
        var reject = true;
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = context =>
        {
            if (reject)
            {
                context.RejectPrincipal();
            }

            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/session"));
        var status = await client.GetAsync("/status");
        Assert.Equal("SubjectRejected", status.Body);
        Assert.Empty(status.Cookies);

        reject = false;
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task FailingEvent_LeavesNoGoodSession()
    {
        await using var site = await Shop.StartAsync(
            cookie: options => options.Events.OnValidatePrincipal = _ => throw new TimeoutException("The user database is down."),
            before: app => app.Use(async (http, next) =>
            {
                try
                {
                    await next(http);
                }
                catch (TimeoutException)
                {
                    await http.Response.WriteAsync($"{http.GetSealedSession() is null} {http.GetSealedSessionStatus(Shop.Scheme)}");
                }
            }));
        using var client = await site.SignInAsync("ada");

        Assert.Equal("True Unavailable", (await client.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task RedirectEvents_AnswerApisWithStatusCodes()
    {
        await using var site = await Shop.StartAsync(
            cookie: options =>
            {
                options.Events.OnRedirectToLogin = context => Answer(context, 401);
                options.Events.OnRedirectToAccessDenied = context => Answer(context, 403);
            },
            endpoints: app => app.MapGet("/admin", () => "").RequireAuthorization(policy => policy.RequireRole("admin")));
        using var anonymous = site.CreateClient();
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.Unauthorized, await anonymous.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Forbidden, await client.StatusAsync("/admin"));

        static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task EventSetByALaterPostConfigure_IsCalledAndRevalidationStays()
    {
        var calls = new EventCalls();
        await using var site = await Shop.StartAsync(services: services => services.PostConfigure<CookieAuthenticationOptions>(Shop.Scheme, options =>
        {
            var former = options.Events.OnSigningOut;
            options.Events.OnSigningOut = async context =>
            {
                await calls.Add("late");
                await former(context);
            };
            options.Events.OnValidatePrincipal = _ => calls.Add("validate");
        }));
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);

        await client.PostAsync("/sign-out");

        Assert.Equal("validate late", calls.Take());
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task SubjectCheckThatChangesClaims_RenewsWithThem()
    {
        await using var site = await Shop.StartAsync(services: services =>
            services.AddSealedSessions().AddSubjectCheck<AuthenticationTicket, PromotingCheck>());
        using var client = await site.SignInAsync("ada");

        var first = await client.GetAsync("/claims");
        var second = await client.GetAsync("/claims");

        Assert.Contains("role=promoted", first.Body, StringComparison.Ordinal);
        Assert.NotNull(first.Cookie(Shop.Cookie));
        Assert.Contains("role=promoted", second.Body, StringComparison.Ordinal);
        Assert.Empty(second.Cookies);
    }

    private sealed class PromotingCheck : ISubjectCheck<AuthenticationTicket>
    {
        public ValueTask<SubjectCheckResult<AuthenticationTicket>> CheckAsync(UnsealedSession<AuthenticationTicket> session, CancellationToken cancellation) =>
            new(session.UnverifiedClaims.Principal.HasClaim("role", "promoted")
                ? SubjectCheckResult.Valid<AuthenticationTicket>()
                : SubjectCheckResult.Changed(new AuthenticationTicket(Shop.Principal("ada", ("role", "promoted")), Shop.Scheme)));
    }
}
