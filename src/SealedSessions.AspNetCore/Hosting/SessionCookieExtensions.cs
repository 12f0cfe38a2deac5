using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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
        services.Configure(configure);

        if (services.All(service => service.ServiceType != typeof(SessionCookie<TClaims>)))
        {
            services.AddSingleton<ISessionRegistrations>(provider => new SessionRegistrations(() => [new SessionRegistration(Purpose: null, TimeSpan.Zero, [.. Faults<TClaims>(provider)])]));
            services.AddSingleton(provider => new SessionCookie<TClaims>(
                provider.GetRequiredService<IOptions<SessionCookieOptions<TClaims>>>().Value,
                provider.GetRequiredService<SessionManager<TClaims>>(),
                provider.GetRequiredService<IOptions<SealedSessionOptions<TClaims>>>().Value.RequiredBinding));
            services.AddSingleton<ISessionCookie>(provider => provider.GetRequiredService<SessionCookie<TClaims>>());
            services.AddSessionParameter<TClaims>(_ => SessionCookie<TClaims>.Known);
        }

        return builder;
    }

    /// <summary>Reads and revalidates the sessions of all session cookies before the endpoints. Place it after forwarded headers and exception handling.</summary>
    /// <param name="app">The application.</param>
    public static IApplicationBuilder UseSealedSessions(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);

        // At the first request: before it, the start-up check lists all that is wrong with them.
        var cookies = new Lazy<ISessionCookie[]>(() => [.. app.ApplicationServices.GetServices<ISessionCookie>()], LazyThreadSafetyMode.PublicationOnly);
        return app.Use(async (http, next) =>
        {
            foreach (var cookie in cookies.Value)
            {
                await cookie.ReadAsync(http).ConfigureAwait(false);
            }

            await next(http).ConfigureAwait(false);
        });
    }

    private static IEnumerable<string> Faults<TClaims>(IServiceProvider provider)
    {
        var cookie = provider.GetRequiredService<IOptions<SessionCookieOptions<TClaims>>>().Value;
        var binding = provider.GetRequiredService<IOptions<SealedSessionOptions<TClaims>>>().Value.RequiredBinding;
        return provider.GetService<IServiceProviderIsService>()?.IsService(typeof(SessionManager<TClaims>)) != false
            ? cookie.Faults(binding)
            : [$"There is a session cookie for {typeof(TClaims).Name} and no such kind of session. Call AddSession<{typeof(TClaims).Name}> too."];
    }
}
