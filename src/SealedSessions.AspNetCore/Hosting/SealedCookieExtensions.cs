using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SealedSessions.AspNetCore;
using SealedSessions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Seals authentication cookies.</summary>
public static class SealedCookieExtensions
{
    /// <summary>
    /// Adds cookie authentication with a sealed cookie: <c>__Host-</c> name, Secure, HttpOnly, SameSite Lax, an absolute end, a new session at
    /// every sign-in, sign-out that is final, revocation. Calls <c>AddSealedSessions</c>.
    /// </summary>
    /// <param name="builder">What AddAuthentication gives.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="configure">Sets lifetime and what happens when revocations cannot be read.</param>
    /// <param name="cookie">Sets paths, events and the like of the framework's handler, or null.</param>
    public static AuthenticationBuilder AddSealedCookie(
        this AuthenticationBuilder builder, string scheme, Action<SealedCookieOptions> configure, Action<CookieAuthenticationOptions>? cookie = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        builder.AddCookie(scheme, cookie ?? (_ => { }));
        builder.Services.SealAuthenticationCookie(scheme, configure);
        return builder;
    }

    /// <summary>Adds cookie authentication with a sealed cookie, under the scheme <c>Cookies</c>.</summary>
    /// <param name="builder">What AddAuthentication gives.</param>
    /// <param name="configure">Sets lifetime and what happens when revocations cannot be read.</param>
    /// <param name="cookie">Sets paths, events and the like of the framework's handler, or null.</param>
    public static AuthenticationBuilder AddSealedCookie(
        this AuthenticationBuilder builder, Action<SealedCookieOptions> configure, Action<CookieAuthenticationOptions>? cookie = null) =>
        builder.AddSealedCookie(CookieAuthenticationDefaults.AuthenticationScheme, configure, cookie);

    /// <summary>Seals the cookie of a scheme that something else has added, for example <c>IdentityConstants.ApplicationScheme</c>. Its events stay as they are. Calls <c>AddSealedSessions</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="configure">Sets lifetime and what happens when revocations cannot be read.</param>
    public static IServiceCollection SealAuthenticationCookie(this IServiceCollection services, string scheme, Action<SealedCookieOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(scheme);
        ArgumentNullException.ThrowIfNull(configure);

        services.AddSealedSessions();
        services.AddAuthorization();
        services.Configure(scheme, configure);
        services.AddSingleton(new SealedCookieRegistration(scheme));

        if (services.All(service => service.ServiceType != typeof(SealedCookieSchemes)))
        {
            services.AddSingleton<SealedCookieSchemes>();
            services.AddSingleton<ISessionRegistrations>(provider => provider.GetRequiredService<SealedCookieSchemes>());
            services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, SealCookieOptions>();
            services.AddSingleton<IAuthorizationHandler, RecentAuthenticationHandler>();
            services.AddSingleton<StepUpChallenge>();
            services.AddStepUpResultHandler();
            services.AddSessionParameter<AuthenticationTicket>(_ => http => http.GetSealedSession());
        }

        return services;
    }

    /// <summary>Around the handler that is registered, which may be the application's own. One that is registered later comes first and hands over at Forbid.</summary>
    private static void AddStepUpResultHandler(this IServiceCollection services)
    {
        var former = services.Last(service => service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler) && !service.IsKeyedService);
        services.Remove(former);
        services.Add(ServiceDescriptor.Describe(
            typeof(IAuthorizationMiddlewareResultHandler),
            provider => new StepUpResultHandler(Make(former, provider), provider.GetRequiredService<StepUpChallenge>()),
            former.Lifetime));
    }

    private static IAuthorizationMiddlewareResultHandler Make(ServiceDescriptor former, IServiceProvider provider) =>
        (IAuthorizationMiddlewareResultHandler)(former.ImplementationInstance
            ?? former.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, former.ImplementationType!));
}
