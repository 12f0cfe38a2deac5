using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore.Tests.Hosting;

public sealed class DefaultsTests
{
    [Fact]
    public void SealedCookieOptions_HaveTheDefaultsThatTheyState() => AssertDefaults(new SealedCookieOptions(), new()
    {
        [nameof(SealedCookieOptions.Lifetime)] = null,
        [nameof(SealedCookieOptions.WhenRevocationsUnavailable)] = StoreFailureMode.Unset,
        [nameof(SealedCookieOptions.Audience)] = null,
        [nameof(SealedCookieOptions.SubjectClaimType)] = ClaimTypes.NameIdentifier,
        [nameof(SealedCookieOptions.Binding)] = SessionBindingKind.None,
        [nameof(SealedCookieOptions.ReadBinding)] = null,
        [nameof(SealedCookieOptions.SubjectCheckCachedFor)] = TimeSpan.Zero,
        [nameof(SealedCookieOptions.StepUpPath)] = default(PathString),
        [nameof(SealedCookieOptions.AllowCrossSite)] = false,
        [nameof(SealedCookieOptions.OnSessionStarted)] = null,
        [nameof(SealedCookieOptions.OnSessionEnded)] = null,
    });

    [Fact]
    public void SessionCookieOptions_HaveTheDefaultsThatTheyState() => AssertDefaults(new SessionCookieOptions<CartClaims>(), new()
    {
        [nameof(SessionCookieOptions<>.Name)] = null,
        [nameof(SessionCookieOptions<>.Audience)] = null,
        [nameof(SessionCookieOptions<>.SameSite)] = SameSiteMode.Lax,
        [nameof(SessionCookieOptions<>.IsPersistent)] = false,
        [nameof(SessionCookieOptions<>.HeaderName)] = null,
        [nameof(SessionCookieOptions<>.ReadBinding)] = null,
    });

    [Theory]
    [InlineData("Cookies", "__Host-Cookies")]
    [InlineData("Identity.Application", "__Host-Identity.Application")]
    [InlineData("Back office; ä", "__Host-Back-office---")]
    public async Task FrameworkOptions_GetTheSafeDefaults(string scheme, string name)
    {
        await using var site = await Site.StartAsync(
            services => services.AddAuthentication().AddSealedCookie(scheme, options =>
            {
                options.Lifetime = Shop.Lifetime;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
            }),
            _ => { });

        var options = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);

        Assert.Equal(name, options.Cookie.Name);
        Assert.Equal(CookieSecurePolicy.Always, options.Cookie.SecurePolicy);
        Assert.True(options.Cookie.HttpOnly);
        Assert.Equal(SameSiteMode.Lax, options.Cookie.SameSite);
        Assert.Equal("/", options.Cookie.Path);
        Assert.Null(options.Cookie.Domain);
        Assert.Null(options.Cookie.MaxAge);
        Assert.True(options.Cookie.IsEssential);
        Assert.True(options.SlidingExpiration);
        Assert.Equal(TimeSpan.FromMinutes(20), options.ExpireTimeSpan);
        Assert.Null(options.SessionStore);
        Assert.Equal("/Account/Login", options.LoginPath);
        Assert.Equal("ReturnUrl", options.ReturnUrlParameter);
    }

    private static void AssertDefaults(object options, Dictionary<string, object?> expected)
    {
        var actual = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(property => property.Name, property => property.GetValue(options));
        Assert.Equal(expected.OrderBy(each => each.Key), actual.OrderBy(each => each.Key));
    }
}
