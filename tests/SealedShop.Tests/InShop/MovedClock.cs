using System.Globalization;

namespace SealedShop.Tests.InShop;

/// <summary>The system's clock and what a file adds to it. All nodes that read one file agree.</summary>
internal sealed class MovedClock(string file) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;

    private TimeSpan Moved => TimeSpan.FromTicks(long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
}
