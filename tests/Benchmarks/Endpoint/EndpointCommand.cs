using System.Globalization;

namespace Benchmarks.Endpoint;

/// <summary>Measures an endpoint behind the framework's cookie and behind the sealed one.</summary>
internal static class EndpointCommand
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);

    public static async Task<int> RunAsync(int rounds)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var plain = await Site.PlainAsync().ConfigureAwait(false);
        await using var plainSite = plain.ConfigureAwait(false);
        var sealing = await Site.SealedAsync().ConfigureAwait(false);
        await using var sealedSite = sealing.ConfigureAwait(false);

        using var open = await Load.StartAsync("open to everybody", plain.Address, "/open", "").ConfigureAwait(false);
        using var plainCookie = await Load.StartAsync("AddCookie, defaults", plain.Address, "/orders", await plain.SignInAsync().ConfigureAwait(false)).ConfigureAwait(false);
        using var sealedCookie = await Load.StartAsync("AddSealedCookie", sealing.Address, "/orders", await sealing.SignInAsync().ConfigureAwait(false)).ConfigureAwait(false);
        Load[] loads = [open, plainCookie, sealedCookie];

        await TakeTurnsAsync(loads, 12).ConfigureAwait(false);
        foreach (var load in loads)
        {
            load.Forget();
        }

        await TakeTurnsAsync(loads, rounds).ConfigureAwait(false);

        Console.WriteLine("""
            | endpoint            | request bytes | requests/s | rate / AddCookie | CPU us | CPU / AddCookie |
            |---|--:|--:|--:|--:|--:|
            """);
        foreach (var load in loads)
        {
            Console.WriteLine(
                $"| {load.Name,-19} | {load.RequestLength,13} | {load.Rate,10:F0} | {load.RateRatioTo(plainCookie),16:F2} | {load.Microseconds,6:F1} | {load.CostRatioTo(plainCookie),15:F2} |");
        }

        return sealedCookie.RateRatioTo(plainCookie) >= 1 ? 0 : 1;
    }

    private static async Task TakeTurnsAsync(Load[] loads, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < loads.Length; i++)
            {
                await loads[(round + i) % loads.Length].TakeTurnAsync(Turn).ConfigureAwait(false);
            }
        }
    }
}
