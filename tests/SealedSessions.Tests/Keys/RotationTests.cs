using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.Tests.Keys;

/// <summary>Keys change under load: nobody notices before a key is revoked, and then everybody does.</summary>
public class RotationTests
{
    [Fact]
    public async Task RotationUnderLoad_FailsNobodyUntilRevocation()
    {
        var first = SealingKey.Generate();
        var second = SealingKey.Generate();
        ReloadableConfiguration configuration = new(keys: ReloadableConfiguration.Key(first, "Active"));
        var services = new ServiceCollection();
        services.AddSingleton(configuration.Configuration);
        services.AddSealedSessions().AddSession<ShopClaims>(static options =>
        {
            options.Purpose = Shop.Options.Purpose;
            options.Lifetime = Shop.Options.Lifetime;
            options.Payload = Shop.Options.Payload;
            options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        });
        await using var provider = services.BuildServiceProvider();
        var sealer = provider.GetRequiredService<SessionSealer<ShopClaims>>();

        ConcurrentQueue<string> tokens = new();
        tokens.Enqueue(sealer.Seal(Shop.SignIn()).Value);
        ConcurrentBag<UnsealStatus> failures = [];
        var turns = new int[6];
        using CancellationTokenSource end = new();
        var workers = Enumerable.Range(0, turns.Length).Select(worker => Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                var token = sealer.Seal(Shop.SignIn()).Value;
                if (turns[worker] % 10 == 0)
                {
                    tokens.Enqueue(token);
                }

                // One's own, and an older one of somebody else.
                var older = tokens.TryDequeue(out var taken) ? taken : token;
                foreach (var status in (UnsealStatus[])[sealer.Unseal(token).Status, sealer.Unseal(older).Status])
                {
                    if (status != UnsealStatus.Success)
                    {
                        failures.Add(status);
                    }
                }

                tokens.Enqueue(older);
                Volatile.Write(ref turns[worker], turns[worker] + 1);
            }
        })).ToArray();

        await EveryoneHasWorked();
        configuration.Change(ReloadableConfiguration.Key(first, "Active"), ReloadableConfiguration.Key(second, "Staged"));
        await EveryoneHasWorked();
        configuration.Change(ReloadableConfiguration.Key(first, "Retired", "2100-01-01T00:00:00Z"), ReloadableConfiguration.Key(second, "Active"));
        await EveryoneHasWorked();
        Assert.Empty(failures);
        Assert.Equal(second.Id, sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Session!.KeyId);

        configuration.Change(ReloadableConfiguration.Key(first, "Revoked"), ReloadableConfiguration.Key(second, "Active"));
        await EveryoneHasWorked();
        await end.CancelAsync();
        await Task.WhenAll(workers);

        Assert.NotEmpty(failures);
        Assert.All(failures, static status => Assert.Equal(UnsealStatus.RevokedKey, status));
        Assert.All(tokens, token => Assert.True(sealer.Unseal(token).Status is UnsealStatus.Success or UnsealStatus.RevokedKey));
        Assert.Contains(tokens, token => sealer.Unseal(token).Status == UnsealStatus.RevokedKey);

        async Task EveryoneHasWorked()
        {
            var before = turns.ToArray();
            while (turns.Where((turn, worker) => Volatile.Read(ref turns[worker]) < before[worker] + 50).Any())
            {
                Assert.DoesNotContain(workers, static worker => worker.IsFaulted);
                await Task.Delay(1);
            }
        }
    }

    [Fact]
    public void RevokedByIdAlone_OpensNothing()
    {
        var first = SealingKey.Generate();
        TestRing ring = new((first, SealingKeyState.Active));
        SessionSealer<ShopClaims> sealer = new(Shop.Options, ring, new FakeClock());
        var token = sealer.Seal(Shop.SignIn()).Value;

        KeyRingOptions options = new();
        options.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active });
        options.Keys.Add(new() { Id = first.Id.ToString(), State = SealingKeyState.Revoked });

        Assert.Equal(UnsealStatus.RevokedKey, new SessionSealer<ShopClaims>(Shop.Options, new FixedKeyRing(KeyRing.Create(options)), new FakeClock()).Unseal(token).Status);
    }

    [Fact]
    public void RetiredKey_OpensUntilItsEndToTheMillisecond()
    {
        FakeClock clock = new();
        var first = SealingKey.Generate();
        var token = new SessionSealer<ShopClaims>(Shop.Options, new FixedKeyRing(KeyRing.Of(first)), clock).Seal(Shop.SignIn()).Value;
        KeyRingOptions options = new();
        options.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active });
        options.Keys.Add(new() { Key = first.ExportBase64(), State = SealingKeyState.Retired, OpensUntil = clock.GetUtcNow().AddMinutes(10) });
        SessionSealer<ShopClaims> sealer = new(Shop.Options, new FixedKeyRing(KeyRing.Create(options)), clock);

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnsealStatus.RetiredKey, sealer.Unseal(token).Status);
    }
}
