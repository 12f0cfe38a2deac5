using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SealedSessions.Hosting;

namespace SealedSessions.Tests;

/// <summary>Sessions of a shop, registered as an application registers them, under a clock that a test moves.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Shop(
        Action<SealedSessionsBuilder>? add = null,
        Action<SealedSessionOptions<ShopClaims>>? change = null,
        FakeClock? clock = null,
        SealingKey? key = null)
    {
        Clock = clock ?? new FakeClock();
        Key = key ?? SealingKey.Generate();

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Log));
        var builder = services.AddSealedSessions()
            .UseKeys(options => options.Keys.Add(new() { Key = Key.ExportBase64(), State = SealingKeyState.Active }))
            .AddSession<ShopClaims>(options =>
            {
                Configure(options);
                change?.Invoke(options);
            });
        add?.Invoke(builder);

        _services = services.BuildServiceProvider();
        Sessions = Get<SessionManager<ShopClaims>>();
    }

    public static SealedSessionOptions<ShopClaims> Options
    {
        get
        {
            SealedSessionOptions<ShopClaims> options = new();
            Configure(options);
            return options;
        }
    }

    public FakeClock Clock { get; }

    public SealingKey Key { get; }

    public WrittenLog Log { get; } = new();

    public SessionManager<ShopClaims> Sessions { get; }

    public SessionRevoker Revoker => Get<SessionRevoker>();

    public RevocationGuard Guard => Get<SessionServices>().Revocations;

    public static NewSession<ShopClaims> SignIn(string subject = "ada") => new() { Subject = subject, Claims = ShopClaims.Ada };

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Begins a session and gives its token.</summary>
    public async Task<string> StartAsync(NewSession<ShopClaims>? session = null) =>
        (await Sessions.StartAsync(session ?? SignIn())).Value;

    /// <summary>Begins a session that is revalidated.</summary>
    public async Task<RevalidatedSession<ShopClaims>> EnterAsync(NewSession<ShopClaims>? session = null, RevalidationContext client = default) =>
        Good(await OpenAsync(await StartAsync(session), client));

    public async Task<RevalidationResult<ShopClaims>> OpenAsync(string? token, RevalidationContext client = default) =>
        await Sessions.OpenAsync(token, client: client);

    public async Task<RevalidationStatus> StatusAsync(string? token, RevalidationContext client = default) =>
        (await OpenAsync(token, client)).Status;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static RevalidatedSession<ShopClaims> Good(RevalidationResult<ShopClaims> result)
    {
        Assert.Equal(RevalidationStatus.Success, result.Status);
        return result.Session!;
    }

    private static void Configure(SealedSessionOptions<ShopClaims> options)
    {
        options.Purpose = "shop/customer";
        options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(30) };
        options.Payload = SessionPayload.Json(ShopJson.Default.ShopClaims);
        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
    }
}
