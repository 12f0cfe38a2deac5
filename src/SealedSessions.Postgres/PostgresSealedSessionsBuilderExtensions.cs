using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SealedSessions;
using SealedSessions.Postgres;

// The field's convention: the call is there without a using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers PostgreSQL as the store of sealed sessions.</summary>
public static class PostgresSealedSessionsBuilderExtensions
{
    /// <summary>Keeps revocations and successors in PostgreSQL, for several nodes. What is missing or wrong stops the host at start-up.</summary>
    /// <param name="builder">What <c>AddSealedSessions</c> has begun.</param>
    /// <param name="connectionString">The database; null stops the host at start-up and says so.</param>
    public static SealedSessionsBuilder UsePostgres(this SealedSessionsBuilder builder, string? connectionString) =>
        UsePostgres(builder, options => options.ConnectionString = connectionString ?? "");

    /// <summary>Keeps revocations and successors in PostgreSQL, for several nodes. What is missing or wrong stops the host at start-up.</summary>
    /// <param name="builder">What <c>AddSealedSessions</c> has begun.</param>
    /// <param name="configure">Sets the database: <see cref="PostgresSessionOptions.ConnectionString"/>, <see cref="PostgresSessionOptions.DataSource"/>, or neither where an NpgsqlDataSource is registered.</param>
    public static SealedSessionsBuilder UsePostgres(this SealedSessionsBuilder builder, Action<PostgresSessionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        var services = builder.Services;
        services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<PostgresSessionOptions>, RegisteredDataSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFaults, PostgresStartupFaults>());
        services.TryAddSingleton(provider => new PostgresSessionStore(
            provider.GetRequiredService<IOptions<PostgresSessionOptions>>().Value,
            provider.GetService<ILogger<PostgresSessionStore>>(),
            provider.GetRequiredService<TimeProvider>()));

        return builder.UseStore(
            provider => provider.GetRequiredService<PostgresSessionStore>(),
            provider => provider.GetRequiredService<PostgresSessionStore>());
    }
}
