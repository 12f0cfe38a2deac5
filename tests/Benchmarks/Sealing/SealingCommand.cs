using System.Globalization;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace Benchmarks.Sealing;

/// <summary>Measures sealing, unsealing and revalidating beside what ASP.NET Core brings.</summary>
internal static class SealingCommand
{
    private static readonly int[] Sizes = [256, SealingTargets.SmallCookie, 1024, 3072];

    public static async Task<int> RunAsync(int rounds)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var byDefault = MemoryKeys.Protector();
        var gcm = MemoryKeys.Protector(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        var contests = Sizes.Select(size => Contestants.For(size, byDefault, gcm)).ToList();
        var json = Contestants.ForJson(byDefault, gcm);
        var revalidation = await Revalidation.OperationAsync().ConfigureAwait(false);

        foreach (var contest in contests)
        {
            Race.Run([.. contest.All.SelectMany(static contestant => contestant.Operations)], rounds);
        }

        Race.Run([.. json.SelectMany(static contestant => contestant.Operations), revalidation], rounds);

        Console.WriteLine("""
            | payload | sealed by                       | seal us | unseal us | ratio seal | ratio unseal | seal B | unseal B | token |
            |---|---|--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var contest in contests)
        {
            Show($"{contest.PayloadSize} B", contest.Sealed, [.. contest.All]);
        }

        Show("JSON", json[0], json);

        var targets = contests.SelectMany(SealingTargets.Of)
            .Append(new Target("revalidation with revocations in memory: microseconds", revalidation.Microseconds, 1))
            .Append(new Target("revalidation: bytes allocated beyond the result", revalidation.Bytes - Revalidation.ResultBytes(), 0))
            .ToList();
        Console.WriteLine($"""

            | {"target",-66} | figure   | at most  |      |
            |---|--:|--:|---|
            {string.Join('\n', targets)}
            """);
        return targets.All(static target => target.IsMet) ? 0 : 1;
    }

    private static void Show(string payload, Contestant own, IReadOnlyList<Contestant> contestants)
    {
        foreach (var other in contestants)
        {
            Console.WriteLine(
                $"| {payload,7} | {other.Name,-31} | {other.Seal.Microseconds,7:F2} | {other.Unseal.Microseconds,9:F2} | {own.Seal.RatioTo(other.Seal),10:F2} | {own.Unseal.RatioTo(other.Unseal),12:F2} | {other.Seal.Bytes,6:F0} | {other.Unseal.Bytes,8:F0} | {other.Size,5} |");
        }
    }
}
