using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.Postgres.Tests;

/// <summary>One of several servers that share a key and a database.</summary>
internal sealed class Node : IAsyncDisposable
{
    public const string Purpose = "shop/customer";

    /// <summary>Short enough for a test of faults, and longer than a server takes that only the machine slows down.</summary>
    public static readonly TimeSpan StoreTimeout = TimeSpan.FromMilliseconds(500);

    private readonly ServiceProvider _services;

    public Node(
        string connectionString,
        SealingKey key,
        StoreFailureMode mode = StoreFailureMode.FailClosed,
        TimeSpan? storeTimeout = null)
        : this(sessions => sessions.UsePostgres(connectionString), key, mode, storeTimeout ?? TimeSpan.FromSeconds(20))
    {
    }

    public Node(ISessionRevocations store, StoreFailureMode mode, TimeSpan storeTimeout)
        : this(sessions => sessions.UseStore(_ => store), SealingKey.Generate(), mode, storeTimeout)
    {
    }

    private Node(Action<SealedSessionsBuilder> use, SealingKey key, StoreFailureMode mode, TimeSpan storeTimeout)
    {
        var services = new ServiceCollection();
        var sessions = services.AddSealedSessions()
            .UseKeys(options => options.Keys.Add(new() { Key = key.ExportBase64(), State = SealingKeyState.Active }))
            .ConfigureRevocations(options =>
            {
                options.StoreTimeout = storeTimeout;
                options.RetryAfter = TimeSpan.FromMilliseconds(100);
            })
            .AddSession<NodeClaims>(options =>
            {
                options.Purpose = Purpose;
                options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(30) };
                options.Payload = SessionPayload.Json(NodeJson.Default.NodeClaims);
                options.WhenRevocationsUnavailable = mode;
            });
        use(sessions);
        _services = services.BuildServiceProvider();
    }

    public SessionManager<NodeClaims> Sessions => _services.GetRequiredService<SessionManager<NodeClaims>>();

    public SessionRevoker Revoker => _services.GetRequiredService<SessionRevoker>();

    /// <summary>
    /// Begins a session that is accepted and checked, once the node reaches its store in time, which a machine under load may put off. One that
    /// begins with FailOpen before any epoch is known is never checked.
    /// </summary>
    public async Task<string> StartCheckedAsync(string subject = "ada")
    {
        var token = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    token = await StartAsync(subject);
                    return (await OpenAsync(token)).Session is { RevocationChecked: true };
                }
                catch (RevocationStoreUnavailableException)
                {
                    return false;
                }
            },
            "a new session is accepted and checked");
        return token;
    }

    public async Task<string> StartAsync(string subject = "ada") =>
        (await Sessions.StartAsync(new() { Subject = subject, Claims = new("Ada") })).Value;

    public async Task<RevalidationResult<NodeClaims>> OpenAsync(string token) => await Sessions.OpenAsync(token);

    public async Task<RevalidationStatus> StatusAsync(string token) => (await OpenAsync(token)).Status;

    public async Task<RevalidatedSession<NodeClaims>> EnterAsync(string token)
    {
        var result = await OpenAsync(token);
        Assert.Equal(RevalidationStatus.Success, result.Status);
        return result.Session!;
    }

    public async Task<bool> EndAsync(string token) => await Sessions.EndAsync(Sessions.Unseal(token).Session!);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
