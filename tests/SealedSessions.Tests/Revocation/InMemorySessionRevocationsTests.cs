using System.Reflection;

namespace SealedSessions.Tests.Revocation;

public class InMemorySessionRevocationsTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task WhatIsOver_DoesNotPileUp()
    {
        InMemorySessionRevocations store = new(_clock);
        for (var i = 0; i < 10_000; i++)
        {
            await store.RevokeSessionAsync(SessionId.New(), _clock.GetUtcNow().AddMinutes(1), default);
            await store.RevokeSubjectAsync($"{i}", _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(1), default);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // A minute's worth, and what was written since the last look.
        foreach (var entries in (string[])["_sessions", "_subjects"])
        {
            var kept = (System.Collections.ICollection)typeof(InMemorySessionRevocations).GetField(entries, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(store)!;
            Assert.InRange(kept.Count, 60, 60 + 256);
        }
    }

    [Fact]
    public async Task RevocationsOfEverything_AtOnce_AllCount()
    {
        InMemorySessionRevocations store = new(_clock);
        var before = (await store.GetEpochAsync(default)).Current;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () => await store.RevokeEverythingAsync(default))));

        Assert.Equal(before + 200, (await store.GetEpochAsync(default)).Current);
    }

    [Fact]
    public async Task SystemsClock_IsUsedWhereNoneIsGiven()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var epoch = await new InMemorySessionRevocations().GetEpochAsync(default);

        Assert.InRange(epoch.First, before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }
}
