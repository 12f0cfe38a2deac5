using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SealedSessions.Hosting;

namespace SealedSessions;

/// <summary>Goes on with what <c>AddSealedSessions</c> has begun.</summary>
public sealed class SealedSessionsBuilder
{
    internal SealedSessionsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers a kind of session: <see cref="SessionManager{TClaims}"/>, <see cref="SessionSealer{TClaims}"/> and <see cref="ISessionRevalidator{TClaims}"/>.</summary>
    /// <typeparam name="TClaims">The claims; one kind of session for each type.</typeparam>
    /// <param name="configure">Sets purpose, lifetime, payload and what happens when revocations cannot be read.</param>
    public SealedSessionsBuilder AddSession<TClaims>(Action<SealedSessionOptions<TClaims>> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var isNew = Services.All(service => service.ServiceType != typeof(SessionManager<TClaims>));
        Services.Configure(configure);
        if (isNew)
        {
            Services.AddSingleton<ISessionRegistrations>(provider =>
                new SessionRegistrations(() => [SessionRegistration.Of(provider.GetRequiredService<IOptions<SealedSessionOptions<TClaims>>>().Value)]));
            Services.AddSingleton(provider => new SessionManager<TClaims>(
                provider.GetRequiredService<IOptions<SealedSessionOptions<TClaims>>>().Value,
                provider.GetRequiredService<SessionServices>(),
                provider.GetServices<ISubjectCheck<TClaims>>()));
            Services.AddSingleton(provider => provider.GetRequiredService<SessionManager<TClaims>>().Sealer);
            Services.AddSingleton<ISessionRevalidator<TClaims>>(provider => provider.GetRequiredService<SessionManager<TClaims>>());
        }

        return this;
    }

    /// <summary>Registers <see cref="AgentSessions"/>: sessions of agents that act for a user.</summary>
    /// <param name="configure">Changes the defaults, or null.</param>
    public SealedSessionsBuilder AddAgentSessions(Action<AgentSessionOptions>? configure = null)
    {
        Services.Configure(configure ?? (_ => { }));
        if (Services.All(service => service.ServiceType != typeof(AgentSessions)))
        {
            Services.AddSingleton<ISessionRegistrations>(provider => new SessionRegistrations(() =>
            {
                var options = provider.GetRequiredService<IOptions<AgentSessionOptions>>().Value;
                return [SessionRegistration.Of(options.ToSession()) with { Faults = [.. options.Faults()] }];
            }));
            Services.AddSingleton(provider => new AgentSessions(
                provider.GetRequiredService<IOptions<AgentSessionOptions>>().Value,
                provider.GetRequiredService<SessionServices>(),
                provider.GetServices<ISubjectCheck<AgentClaims>>()));
        }

        return this;
    }

    /// <summary>Takes the keys from another section than <c>SealedSessions:Keys</c>.</summary>
    /// <param name="keys">The section: a list of entries with Key, State and, for retired keys, OpensUntil. Reloads act at once.</param>
    public SealedSessionsBuilder UseKeys(IConfiguration keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Services.AddSingleton(new KeySource { Section = keys });
        return this;
    }

    /// <summary>Takes the keys from code that reads them from where they are kept.</summary>
    /// <param name="configure">Adds the keys.</param>
    public SealedSessionsBuilder UseKeys(Action<KeyRingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddSingleton(new KeySource { Configure = configure });
        return this;
    }

    /// <summary>Takes the keys from a ring of another kind.</summary>
    /// <param name="create">Makes the ring.</param>
    public SealedSessionsBuilder UseKeyRing(Func<IServiceProvider, IKeyRing> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(new KeySource { CreateRing = create });
        return this;
    }

    /// <summary>Makes a random key that lives as long as the process. Refuses to start where the environment is not Development.</summary>
    public SealedSessionsBuilder UseDevelopmentKey()
    {
        Services.AddSingleton(new KeySource { IsDevelopment = true });
        return this;
    }

    /// <summary>Keeps revocations and successors in the <see cref="IDistributedCache"/> that is registered, for several nodes. See <see cref="DistributedCacheRevocations"/> for what a cache cannot promise.</summary>
    public SealedSessionsBuilder UseDistributedCache() =>
        UseStore(
            provider => new DistributedCacheRevocations(provider.GetRequiredService<IDistributedCache>(), provider.GetRequiredService<TimeProvider>()),
            provider => new DistributedCacheSuccessors(provider.GetRequiredService<IDistributedCache>()));

    /// <summary>Keeps revocations, and successors if the store can, elsewhere.</summary>
    /// <param name="revocations">Makes the store of revocations.</param>
    /// <param name="successors">Makes the store of successors, or null where only this process shares them.</param>
    public SealedSessionsBuilder UseStore(Func<IServiceProvider, ISessionRevocations> revocations, Func<IServiceProvider, ISessionSuccessors>? successors = null)
    {
        ArgumentNullException.ThrowIfNull(revocations);
        Services.RemoveAll<ISessionRevocations>();
        Services.RemoveAll<ISessionSuccessors>();
        Services.AddSingleton(revocations);
        if (successors is not null)
        {
            Services.AddSingleton(successors);
        }

        return this;
    }

    /// <summary>Sets how patient the library is with the store.</summary>
    /// <param name="configure">Changes the defaults.</param>
    public SealedSessionsBuilder ConfigureRevocations(Action<RevocationOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Asks a check of the application whether subjects may still have their sessions. All that are registered must agree.</summary>
    /// <typeparam name="TClaims">The claims.</typeparam>
    /// <typeparam name="TCheck">The check; a singleton.</typeparam>
    public SealedSessionsBuilder AddSubjectCheck<TClaims, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCheck>()
        where TCheck : class, ISubjectCheck<TClaims>
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISubjectCheck<TClaims>, TCheck>());
        return this;
    }

    /// <summary>Watches sessions with a signal of the application.</summary>
    /// <typeparam name="TSignal">The signal; a singleton.</typeparam>
    public SealedSessionsBuilder AddRiskSignal<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSignal>()
        where TSignal : class, ISessionRiskSignal
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionRiskSignal, TSignal>());
        return this;
    }

    /// <summary>Asks for step-up where user agent or network are not those of the sign-in.</summary>
    public SealedSessionsBuilder AddClientChangeSignal() => AddRiskSignal<ClientChangeSignal>();

    /// <summary>Keeps events for evidence.</summary>
    /// <typeparam name="TLog">The audit log; a singleton.</typeparam>
    public SealedSessionsBuilder AddAuditLog<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLog>()
        where TLog : class, ISessionAuditLog
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionAuditLog, TLog>());
        return this;
    }
}
