using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Sealing;

public class ConcurrencyTests
{
    [Fact]
    public async Task ManyThreadsOnOneSealer_CorruptNothing()
    {
        const int threads = 16;
        const int turns = 3_000;
        var key = SealingKey.Generate();
        var other = SealingKey.Generate();
        TestRing ring = new((key, SealingKeyState.Active), (other, SealingKeyState.Staged));
        FakeClock clock = new();
        SessionSealer<ShopClaims> sealer = new(Shop.Options, ring, clock);

        async Task<int> Work(int thread)
        {
            await Task.Yield();
            var wrong = 0;
            for (var turn = 0; turn < turns; turn++)
            {
                // Sizes, contexts and keys change all the time, so that whatever is shared is shared by different callers.
                var claims = new ShopClaims($"user {thread}", $"turn {turn}", new string((char)('a' + thread), turn % 700));
                var context = new SealContext($"audience {turn % 3}", thread % 2 == 0 ? "even" : "odd");
                var token = sealer.Seal(new() { Subject = $"{thread}/{turn}", Claims = claims }, context).Value;
                var result = sealer.Unseal(token, context);
                if (!result.Succeeded || result.Session.UnverifiedClaims != claims || result.Session.UnverifiedSubject != $"{thread}/{turn}")
                {
                    wrong++;
                }

                if (sealer.Unseal(token, new SealContext("somewhere else")).Status != UnsealStatus.Tampered)
                {
                    wrong++;
                }

                if (thread == 0 && turn % 100 == 0)
                {
                    ring.Change((key, turn % 200 == 0 ? SealingKeyState.Staged : SealingKeyState.Active), (other, turn % 200 == 0 ? SealingKeyState.Active : SealingKeyState.Staged));
                }
            }

            return wrong;
        }

        var results = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() => Work(thread))));

        Assert.Equal(0, results.Sum());
    }
}
