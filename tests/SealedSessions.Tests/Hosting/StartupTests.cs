using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SealedSessions.Tests.Hosting;

/// <summary>A real host does not start with options that are wrong, and says everything that is wrong at once.</summary>
public class StartupTests
{
    [Fact]
    public async Task CompleteOptions_Start()
    {
        using var host = Build();

        await host.StartAsync();
        Assert.True((await host.Services.GetRequiredService<SessionManager<ShopClaims>>().StartAsync(Shop.SignIn())).Value.Length > 0);
        await host.StopAsync();
    }

    public static TheoryData<string, Action<SealedSessionOptions<ShopClaims>>, string[]> BadOptions => new()
    {
        { "no purpose", static options => options.Purpose = null, ["The sessions of ShopClaims have no purpose", "Set Purpose to"] },
        { "blank purpose", static options => options.Purpose = " ", ["have no purpose"] },
        { "purpose that is no text", static options => options.Purpose = "shop\ud83d", ["The purpose of sessions of ShopClaims is no valid text", "Set Purpose to"] },
        { "no lifetime", static options => options.Lifetime = null, ["The lifetime of 'shop/customer' is missing", "Set Lifetime = new SessionLifetime"] },
        { "absolute lifetime of zero", static options => options.Lifetime = Lifetime(TimeSpan.Zero, Minutes(1)), ["'shop/customer': The absolute lifetime is 00:00:00", "Set SessionLifetime.Absolute"] },
        { "absolute lifetime below idle", static options => options.Lifetime = Lifetime(Minutes(1), Minutes(2)), ["'shop/customer': The absolute lifetime of 00:01:00 is shorter than the idle timeout of 00:02:00", "Raise SessionLifetime.Absolute or lower SessionLifetime.Idle"] },
        { "more than 400 days", static options => options.Lifetime = Lifetime(TimeSpan.FromDays(400) + TimeSpan.FromTicks(1), Minutes(2)), ["is longer than 400 days, which is no limit", "SessionLifetime.Absolute"] },
        { "idle below a second", static options => options.Lifetime = Lifetime(Minutes(1), TimeSpan.FromMilliseconds(999)), ["The idle timeout is 00:00:00.9990000", "Set SessionLifetime.Idle"] },
        { "skew above 5 minutes", static options => options.Lifetime = Lifetime(Minutes(1), Minutes(1)) with { ClockSkew = Minutes(5) + TimeSpan.FromTicks(1) }, ["The clock skew is 00:05:00.0000001", "between zero and 5 minutes"] },
        { "negative skew", static options => options.Lifetime = Lifetime(Minutes(1), Minutes(1)) with { ClockSkew = TimeSpan.FromTicks(-1) }, ["The clock skew is -00:00:00.0000001"] },
        { "no payload", static options => options.Payload = null, ["'shop/customer': the payload format is missing", "SessionPayload.Json(YourJsonContext.Default.ShopClaims)"] },
        { "no schema", static options => options.Schema = null!, ["'shop/customer'", "Schema"] },
        { "failure mode unset", static options => options.WhenRevocationsUnavailable = StoreFailureMode.Unset, ["'shop/customer': it is not said what happens while revocations cannot be read", "FailClosed (refuse every session) or FailOpen"] },
        { "failure mode unknown", static options => options.WhenRevocationsUnavailable = (StoreFailureMode)9, ["it is not said what happens"] },
        { "answers kept too long", static options => options.SubjectCheckCachedFor = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1), ["'shop/customer': SubjectCheckCachedFor is 01:00:00.0000001", "between zero and one hour"] },
        { "answers kept less than never", static options => options.SubjectCheckCachedFor = TimeSpan.FromTicks(-1), ["SubjectCheckCachedFor is -00:00:00.0000001"] },
        { "tokens too short", static options => options.MaxTokenLength = 255, ["'shop/customer': MaxTokenLength is 255", "between 256 and 16384"] },
        { "tokens too long", static options => options.MaxTokenLength = 16_385, ["MaxTokenLength is 16385"] },
        { "window too short", static options => options.SuccessorWindow = TimeSpan.FromMilliseconds(999), ["'shop/customer': SuccessorWindow is 00:00:00.9990000", "between one second and five minutes"] },
        { "window too long", static options => options.SuccessorWindow = Minutes(5) + TimeSpan.FromTicks(1), ["SuccessorWindow is 00:05:00.0000001"] },
        { "binding of no kind", static options => options.RequiredBinding = (SessionBindingKind)77, ["'shop/customer'", "RequiredBinding"] },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task BadOption_StopsTheHostWithItsOwnMessage(string name, Action<SealedSessionOptions<ShopClaims>> change, string[] parts)
    {
        var fault = Assert.Single(await FaultsAsync(Build(change: change)));

        Assert.All(parts, part => Assert.Contains(part, fault, StringComparison.Ordinal));
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task EveryBadOption_HasAMessageOfItsOwn()
    {
        HashSet<string> messages = [];
        foreach (var row in BadOptions)
        {
            messages.Add(Assert.Single(await FaultsAsync(Build(change: row.Data.Item2))));
        }

        // No purpose and a blank one are the same fault, as are the two failure modes.
        Assert.Equal(BadOptions.Count - 2, messages.Count);
    }

    [Theory]
    [InlineData(256, 1)]
    [InlineData(16_384, 300)]
    public async Task LimitsThemselves_Start(int length, int window)
    {
        using var host = Build(change: options =>
        {
            options.MaxTokenLength = length;
            options.SuccessorWindow = TimeSpan.FromSeconds(window);
            options.SubjectCheckCachedFor = window == 1 ? TimeSpan.Zero : TimeSpan.FromHours(1);
            options.Lifetime = new()
            {
                Absolute = window == 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromDays(400),
                Idle = TimeSpan.FromSeconds(1),
                ClockSkew = window == 1 ? TimeSpan.Zero : Minutes(5),
            };
        });

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task AllFaultsOfAllParts_AreToldAtOnce()
    {
        var faults = await FaultsAsync(Build(
            add: sessions => sessions
                .UseKeys(static keys => keys.Keys.Add(new() { Key = "short", State = SealingKeyState.Active }))
                .ConfigureRevocations(static options =>
                {
                    options.StoreTimeout = TimeSpan.Zero;
                    options.RetryAfter = TimeSpan.FromHours(1);
                })
                .AddSession<string>(static _ => { })
                .AddAgentSessions(static options =>
                {
                    options.LongestLifetime = TimeSpan.FromDays(2);
                    options.MaxRefusals = 0;
                    options.WhenRevocationsUnavailable = StoreFailureMode.Unset;
                })
                .Services.AddSingleton<IStartupFaults, StoreFaults>(),
            change: static options =>
            {
                options.Lifetime = null;
                options.Payload = null;
            }));

        string[] expected =
        [
            "SealedSessions:Keys:0: The sealing key is not 32 bytes",
            "RevocationOptions.StoreTimeout is 00:00:00. Set it between 10 milliseconds and 30 seconds.",
            "RevocationOptions.RetryAfter is 01:00:00. Set it between 10 milliseconds and 1 minute.",
            "The lifetime of 'shop/customer' is missing",
            "'shop/customer': the payload format is missing",
            "The sessions of String have no purpose",
            "The lifetime of sessions of String is missing",
            "sessions of String: the payload format is missing",
            "sessions of String: it is not said what happens",
            "AgentSessionOptions.LongestLifetime is 2.00:00:00. Set it between one second and 24 hours",
            "AgentSessionOptions.MaxRefusals is 0. Set it between 1 and 100.",
            "'sealed-sessions/agent': it is not said what happens",
            "the store's own fault",
        ];
        Assert.All(expected, start => Assert.Single(faults, fault => fault.Contains(start, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, faults.Count);
    }

    [Fact]
    public async Task RingThatCannotBeRead_IsAFaultLikeTheOthers()
    {
        var faults = await FaultsAsync(Build(
            static sessions => sessions.UseKeyRing(static _ => new LockedVault()),
            static options => options.Lifetime = null));

        Assert.Contains("The sealing keys cannot be read: the vault is locked", faults);
        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public async Task TwoKindsWithOnePurpose_AreRefused()
    {
        var fault = Assert.Single(await FaultsAsync(Build(add: static sessions => sessions.AddSession<string>(static options =>
        {
            options.Purpose = "shop/customer";
            options.Lifetime = Shop.Options.Lifetime;
            options.Payload = new Texts();
            options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen;
        }))));

        Assert.Equal("2 kinds of session have the purpose 'shop/customer': one would open as the other. Give each its own Purpose.", fault);
    }

    [Fact]
    public async Task PurposeOfTheAgents_IsTheirs()
    {
        var faults = await FaultsAsync(Build(static sessions => sessions.AddAgentSessions(), static options => options.Purpose = "sealed-sessions/agent"));

        Assert.Contains("2 kinds of session have the purpose 'sealed-sessions/agent'", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneKindConfiguredTwice_IsOneKind()
    {
        using var host = Build(add: static sessions => sessions.AddSession<ShopClaims>(static options => options.Schema = "2"));

        await host.StartAsync();
        Assert.Equal(TimeSpan.FromHours(8), host.Services.GetRequiredService<SessionSealer<ShopClaims>>().Lifetime.Absolute);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("development ")]
    [InlineData(null)]
    public async Task DevelopmentKey_OutsideOfDevelopment_IsRefused(string? environment)
    {
        var fault = Assert.Single(await FaultsAsync(Build(static sessions => sessions.UseDevelopmentKey(), environment: environment)));

        Assert.Contains($"The environment is {environment ?? "Production"}", fault, StringComparison.Ordinal);
        Assert.Contains("UseDevelopmentKey only where the environment is Development", fault, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DevelopmentKey_InDevelopment_IsToldInTheLog()
    {
        WrittenLog log = new();
        using var host = Build(static sessions => sessions.UseDevelopmentKey(), environment: "Development", log: log);

        await host.StartAsync();
        var sealer = host.Services.GetRequiredService<SessionSealer<ShopClaims>>();
        Assert.True(sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Succeeded);
        Assert.Contains(log.Entries, static entry => entry.Level == LogLevel.Warning && entry.Text.Contains("development key", StringComparison.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public void DevelopmentKey_WithoutAnyHost_IsRefused()
    {
        // Nothing says which environment this is, and nothing runs at start-up.
        var services = new ServiceCollection();
        services.AddSealedSessions().UseDevelopmentKey();
        using var provider = services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current);
        Assert.Contains("The environment is unknown", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryOtherHostedService_WaitsForTheCheck()
    {
        using var host = Build(change: static options => options.Lifetime = null, add: static sessions => sessions.Services.AddHostedService<Early>());
        Early.Started = false;

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.False(Early.Started);
    }

    private static SessionLifetime Lifetime(TimeSpan absolute, TimeSpan idle) => new() { Absolute = absolute, Idle = idle };

    private static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);

    private static async Task<IReadOnlyList<string>> FaultsAsync(IHost host)
    {
        using (host)
        {
            var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
            return [.. refusal.Failures];
        }
    }

    private static IHost Build(
        Action<SealedSessionsBuilder>? add = null,
        Action<SealedSessionOptions<ShopClaims>>? change = null,
        string? environment = "Production",
        WrittenLog? log = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment, DisableDefaults = environment is null });
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        var sessions = builder.Services.AddSealedSessions()
            .UseKeys(static keys => keys.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
            .AddSession<ShopClaims>(options =>
            {
                options.Purpose = Shop.Options.Purpose;
                options.Lifetime = Shop.Options.Lifetime;
                options.Payload = Shop.Options.Payload;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                change?.Invoke(options);
            });
        add?.Invoke(sessions);
        return builder.Build();
    }

    private sealed class StoreFaults : IStartupFaults
    {
        public IEnumerable<string> Find() => ["the store's own fault"];
    }

    private sealed class LockedVault : IKeyRing
    {
        public KeyRing Current => throw new TimeoutException("the vault is locked");
    }

    private sealed class Texts : ISessionPayload<string>
    {
        public void Write(System.Buffers.IBufferWriter<byte> output, string claims) => throw new NotSupportedException();

        public bool TryRead(ReadOnlySpan<byte> payload, out string claims) => throw new NotSupportedException();
    }

    private sealed class Early : IHostedService
    {
        public static bool Started { get; set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
