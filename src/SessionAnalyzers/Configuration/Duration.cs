using System.Globalization;

namespace SessionAnalyzers.Configuration;

/// <summary>Durations as options write them: <c>30d</c>, <c>12h</c>, <c>15m</c>, or a TimeSpan such as <c>1.00:00:00</c>.</summary>
internal static class Duration
{
    /// <summary>Reads a duration that is longer than nothing; false for anything else.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        text = text.Trim();
        if (text.Length == 0)
        {
            return false;
        }

        var unit = text[text.Length - 1] switch
        {
            'd' => TimeSpan.TicksPerDay,
            'h' => TimeSpan.TicksPerHour,
            'm' => TimeSpan.TicksPerMinute,
            _ => 0,
        };
        if (unit == 0)
        {
            // A number alone would be days.
            return text.IndexOf(':') > 0 && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration) && duration > TimeSpan.Zero;
        }

        if (!long.TryParse(text.Substring(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0 || count > TimeSpan.MaxValue.Ticks / unit)
        {
            return false;
        }

        duration = new TimeSpan(count * unit);
        return true;
    }

    /// <summary>A duration as a message shows it.</summary>
    public static string Text(TimeSpan duration) => duration switch
    {
        { TotalDays: > 365_000 } => "unlimited",
        { TotalDays: >= 2 } => Count(duration.TotalDays, "day"),
        { TotalHours: >= 1 } => Count(duration.TotalHours, "hour"),
        { TotalMinutes: >= 1 } => Count(duration.TotalMinutes, "minute"),
        _ => Count(duration.TotalSeconds, "second"),
    };

    private static string Count(double number, string unit)
    {
        var text = number.ToString("0.#", CultureInfo.InvariantCulture);
        return $"{text} {unit}{(text == "1" ? "" : "s")}";
    }
}
