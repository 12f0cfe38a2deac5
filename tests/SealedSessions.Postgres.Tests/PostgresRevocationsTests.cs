namespace SealedSessions.Postgres.Tests;

public class PostgresRevocationsTests(SharedPostgres postgres) : SessionRevocationsContract, IAsyncLifetime
{
    private readonly List<PostgresSessionStore> _stores = [];

    protected virtual TimeSpan CacheFor => TimeSpan.Zero;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _stores.ForEach(store => store.Dispose());
        return ValueTask.CompletedTask;
    }

    protected override async Task<ISessionRevocations> CreateAsync()
    {
        // A schema is as good as a database here, and is there at once.
        var server = await postgres.GetServerAsync();
        var store = new PostgresSessionStore(new() { ConnectionString = server.ConnectionString, Schema = Some.Schema(), CacheFor = CacheFor });
        _stores.Add(store);
        return store;
    }
}
