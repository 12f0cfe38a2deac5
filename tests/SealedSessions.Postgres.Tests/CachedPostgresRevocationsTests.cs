namespace SealedSessions.Postgres.Tests;

/// <summary>What is kept makes no difference to the node that revokes.</summary>
public sealed class CachedPostgresRevocationsTests(SharedPostgres postgres) : PostgresRevocationsTests(postgres)
{
    protected override TimeSpan CacheFor => TimeSpan.FromMinutes(1);
}
