using System.Globalization;

namespace Benchmarks;

/// <summary>How often everything takes its turn; more is steadier.</summary>
internal static class Rounds
{
    public const string Usage = "    --rounds <n>               turns, of which the median counts";

    /// <summary>Null when the arguments are not understood.</summary>
    public static int? Parse(string[] arguments, int byDefault) => arguments switch
    {
        [] => byDefault,
        ["--rounds", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => rounds,
        _ => null,
    };
}
