using Npgsql;

namespace SealedSessions.Postgres.Tests;

public sealed class SchemaTests(SharedPostgres postgres)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task EightNodesAtOnce_CreateOneSchema()
    {
        for (var round = 0; round < 5; round++)
        {
            var database = await postgres.CreateDatabaseAsync();
            var stores = Enumerable.Range(0, 8).Select(_ => Store(database)).ToArray();

            // Half of them set up, half of them just begin to work.
            var epochs = await Task.WhenAll(stores.Select((store, i) => Task.Run(async () =>
            {
                if (i % 2 == 0)
                {
                    await store.EnsureCreatedAsync(None);
                }

                var epoch = await store.GetEpochAsync(None);
                Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch), None));
                return epoch;
            })));

            Assert.Single(epochs.Distinct());
            Array.ForEach(stores, store => store.Dispose());
        }
    }

    [Fact]
    public async Task SettingUpAgain_KeepsWhatIsThere()
    {
        using var store = Store(await postgres.CreateDatabaseAsync());
        await store.EnsureCreatedAsync(None);
        var query = Some.Query(await store.GetEpochAsync(None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        await store.EnsureCreatedAsync(None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Theory]
    [InlineData("DROP SCHEMA sealed_sessions CASCADE")]
    [InlineData("DROP TABLE sealed_sessions.revoked_session, sealed_sessions.revocation_epoch")]
    [InlineData("TRUNCATE sealed_sessions.revoked_session, sealed_sessions.revoked_subject, sealed_sessions.revoked_key, sealed_sessions.revocation_epoch, sealed_sessions.session_successor")]
    public async Task Emptied_ForgetsOlderSessions_AndGoesOn(string emptying)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        using var store = Store(connectionString);
        var former = await store.GetEpochAsync(None);
        var query = Some.Query(former);

        // Often enough for the statements to be prepared, which must not bind them to the tables that go.
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
        }

        await store.RevokeSessionAsync(SessionId.New(), Some.Later, None);
        await database.ExecuteAsync(emptying);

        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(query, None));
        var epoch = await store.GetEpochAsync(None);
        Assert.True(epoch.First > former.Current, "The new epoch does not begin after the former, even within a second.");
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch), None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Fact]
    public async Task Emptied_IsNoticedByEveryCall()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        using var store = Store(connectionString);
        var query = Some.Query(await store.GetEpochAsync(None));

        await database.ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));

        await database.ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
        await store.RevokeSubjectAsync(query.Subject, query.AuthenticatedAt, Some.Later, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, None));

        await database.ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
        await store.RevokeKeyAsync(query.Key, Some.Later, None);
        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query, None));

        // What everything revoked includes is not forgotten, or FailOpen would let it pass.
        await database.ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
        await store.RevokeEverythingAsync(None);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(query, None));

        await database.ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
        Assert.Equal([7], await store.GetOrAddAsync(query.Session, 0, [7], TimeSpan.FromMinutes(1), None));
    }

    [Fact]
    public async Task DroppedAndCreatedDatabase_ForgetsOlderSessions_AndGoesOn()
    {
        var server = await postgres.GetServerAsync();
        using var store = Store(await server.CreateDatabaseAsync("reborn"));
        var former = await store.GetEpochAsync(None);
        await server.CreateDatabaseAsync("reborn");

        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(Some.Query(former), None));
        Assert.True((await store.GetEpochAsync(None)).First > former.First);
    }

    [Fact]
    public async Task RoleWithoutRights_WorksOnWhatTheScriptCreated()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        await database.ExecuteAsync("CREATE ROLE clerk LOGIN");
        await database.ExecuteAsync(PostgresSchema.Script("shop"));
        await database.ExecuteAsync(PostgresSchema.Script("shop"));
        await database.ExecuteAsync("GRANT USAGE ON SCHEMA shop TO clerk; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA shop TO clerk");

        var asClerk = new NpgsqlConnectionStringBuilder(connectionString) { Username = "clerk" }.ConnectionString;
        using var store = new PostgresSessionStore(new() { ConnectionString = asClerk, Schema = "shop", CreatesSchema = false });
        var query = Some.Query(await store.GetEpochAsync(None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        await store.RevokeEverythingAsync(None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
        Assert.Equal([1], await store.GetOrAddAsync(query.Session, 0, [1], TimeSpan.FromMinutes(1), None));
        await store.Purge.PurgeAsync(None);

        await database.ExecuteAsync("DROP TABLE shop.revoked_key");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.CheckAsync(query, None));
        Assert.Contains("PostgresSchema.Script", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoleWithoutRights_CannotCreate_AndSaysSo()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        await database.ExecuteAsync("CREATE ROLE guest LOGIN");
        var asGuest = new NpgsqlConnectionStringBuilder(connectionString) { Username = "guest" }.ConnectionString;
        using var store = Store(asGuest);
        var fault = await Assert.ThrowsAsync<PostgresException>(async () => await store.GetEpochAsync(None));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    [Theory]
    [InlineData("order")]
    [InlineData("_")]
    [InlineData("a123456789012345678901234567890123456789012345_7")]
    public async Task Schema_MayHaveAnyPlainName(string schema)
    {
        using var store = new PostgresSessionStore(new()
        {
            ConnectionString = await postgres.CreateDatabaseAsync(), Schema = schema, CacheFor = TimeSpan.FromMinutes(1),
        });
        var query = Some.Query(await store.GetEpochAsync(None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop\"")]
    [InlineData("shop\n")]
    [InlineData("a1234567890123456789012345678901234567890123456_8")]
    public void Script_RefusesOtherNames(string schema) => Assert.Throws<ArgumentException>(() => PostgresSchema.Script(schema));

    private static PostgresSessionStore Store(string connectionString) => new(new() { ConnectionString = connectionString });
}
