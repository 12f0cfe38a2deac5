using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SealedSessions;
using SealedSessions.Hosting;
using SealedSessions.Observability;

// The field's convention: the call is there without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers sealed sessions.</summary>
public static class SealedSessionsServiceCollectionExtensions
{
    /// <summary>
    /// Registers sealed sessions with the safe defaults: keys from the configuration section <c>SealedSessions:Keys</c>, revocations in memory.
    /// What is missing or contradictory stops the host at start-up with cause and remedy. May be called more than once.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>What to go on with: kinds of session, keys, stores, checks.</returns>
    public static SealedSessionsBuilder AddSealedSessions(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetServices<KeySource>().LastOrDefault()?.CreateRing?.Invoke(provider)
            ?? new ReloadingKeyRing(provider.GetRequiredService<IOptionsMonitor<KeyRingOptions>>(), Logger<ReloadingKeyRing>(provider)));
        services.TryAddSingleton<ISessionRevocations>(provider => new InMemorySessionRevocations(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new RevocationGuard(
            provider.GetRequiredService<ISessionRevocations>(),
            provider.GetRequiredService<IOptions<RevocationOptions>>().Value,
            Logger<RevocationGuard>(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SessionAuditor(
            provider.GetRequiredService<IKeyRing>(),
            provider.GetServices<ISessionAuditLog>(),
            Logger<SessionAuditor>(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SessionRevoker(
            provider.GetRequiredService<RevocationGuard>(),
            provider.GetRequiredService<SessionAuditor>(),
            provider.GetRequiredService<IOptionsMonitor<KeyRingOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SessionServices(
            provider.GetRequiredService<IKeyRing>(),
            provider.GetRequiredService<RevocationGuard>(),
            provider.GetRequiredService<SessionRevoker>(),
            provider.GetRequiredService<SessionAuditor>(),
            provider.GetServices<ISessionRiskSignal>(),
            provider.GetService<ISessionSuccessors>(),
            provider.GetRequiredService<IOptions<RevocationOptions>>().Value,
            Logger<SessionServices>(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KeyRingOptions>, ConfigurationKeys>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOptionsChangeTokenSource<KeyRingOptions>, ConfigurationKeysChange>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<KeyRingOptions>, LongestLifetime>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupCheck>());

        return new SealedSessionsBuilder(services);
    }

    /// <summary>Programs without a host may have no logging.</summary>
    private static ILogger<T> Logger<T>(IServiceProvider provider) =>
        (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<T>();
}
