using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SealedSessions.Hosting;

namespace SealedSessions.AspNetCore;

/// <summary>Sessions with claims of the application's own in a cookie.</summary>
public static class SessionCookieExtensions
{
    /// <summary>Registers <see cref="SessionCookie{TClaims}"/> for a kind of session that <c>AddSession</c> has registered.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    /// <param name="builder">What AddSealedSessions gives.</param>
    /// <param name="configure">Sets the cookie's name, at least.</param>
    public static SealedSessionsBuilder AddSessionCookie<TClaims>(this SealedSessionsBuilder builder, Action<SessionCookieOptions<TClaims>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MvcOptions>, SessionParameters>());

        if (services.All(service => service.ServiceType != typeof(SessionCookie<TClaims>)))
        {
            services.AddSingleton<ISessionRegistrations>(provider => new SessionRegistrations(() =>
                [new SessionRegistration(Purpose: null, TimeSpan.Zero, [.. provider.GetRequiredService<IOptions<SessionCookieOptions<TClaims>>>().Value.Faults()])]));
            services.AddSingleton(provider => new SessionCookie<TClaims>(
                provider.GetRequiredService<IOptions<SessionCookieOptions<TClaims>>>().Value,
                provider.GetRequiredService<SessionManager<TClaims>>(),
                provider.GetRequiredService<IOptions<SealedSessionOptions<TClaims>>>().Value.RequiredBinding));
            services.AddSingleton<ISessionCookie>(provider => provider.GetRequiredService<SessionCookie<TClaims>>());
            services.AddScoped(provider => SessionCookie<TClaims>.Known(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        }

        return builder;
    }

    /// <summary>Reads and revalidates the sessions of all session cookies before the endpoints. Place it after forwarded headers and exception handling.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseSealedSessions(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var cookies = app.ApplicationServices.GetServices<ISessionCookie>().ToArray();
        return app.Use(async (http, next) =>
        {
            foreach (var cookie in cookies)
            {
                await cookie.ReadAsync(http).ConfigureAwait(false);
            }

            await next(http).ConfigureAwait(false);
        });
    }
}
