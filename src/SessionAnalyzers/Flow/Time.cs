namespace SessionAnalyzers.Flow;

/// <summary>Arithmetic on durations and moments, saturating where the framework would throw.</summary>
internal static class Time
{
    public static Value Add(Value left, Value right)
    {
        if (left.Atoms is not [var mine] || right.Atoms is not [var theirs])
        {
            return Value.Unknown;
        }

        return (mine, theirs) switch
        {
            (Atom.Constant { Content: TimeSpan a }, Atom.Constant { Content: TimeSpan b }) => Value.Constant(Sum(a, b)),
            (Atom.Now now, Atom.Constant { Content: TimeSpan span }) => Value.Of(new Atom.Now(Sum(now.Offset, span))),
            (Atom.Constant { Content: DateTimeOffset date }, Atom.Constant { Content: TimeSpan span }) => Value.Constant(Sum(date, span)),
            _ => Value.Unknown,
        };
    }

    /// <summary>A duration in a unit of so many ticks.</summary>
    public static TimeSpan Span(double count, long ticksPerUnit)
    {
        var ticks = count * ticksPerUnit;
        return ticks >= long.MaxValue ? TimeSpan.MaxValue : ticks <= long.MinValue ? TimeSpan.MinValue : new TimeSpan((long)ticks);
    }

    /// <summary>Before any date at which this code could run, or before the present.</summary>
    public static bool IsPast(Atom atom) => atom switch
    {
        Atom.Now now => now.Offset <= TimeSpan.Zero,
        Atom.Constant { Content: DateTimeOffset date } => date.Year < 2025,
        _ => false,
    };

    private static TimeSpan Sum(TimeSpan left, TimeSpan right) => Span((double)left.Ticks + right.Ticks, 1);

    private static DateTimeOffset Sum(DateTimeOffset date, TimeSpan span)
    {
        var ticks = (double)date.UtcTicks + span.Ticks;
        return ticks >= DateTimeOffset.MaxValue.UtcTicks ? DateTimeOffset.MaxValue
            : ticks <= 0 ? DateTimeOffset.MinValue
            : new DateTimeOffset((long)ticks, TimeSpan.Zero);
    }
}
