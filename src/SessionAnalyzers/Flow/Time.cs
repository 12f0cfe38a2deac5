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

    public static Value Multiply(Value left, Value right) => (left.Atoms, right.Atoms) switch
    {
        ([Atom.Constant { Content: TimeSpan span }], [Atom.Constant { Content: int or long or double } factor]) => Scale(span, factor.Content),
        ([Atom.Constant { Content: int or long or double } factor], [Atom.Constant { Content: TimeSpan span }]) => Scale(span, factor.Content),
        _ => Value.Unknown,
    };

    private static Value Scale(TimeSpan span, object? factor) =>
        Value.Constant(Span(span.Ticks * Convert.ToDouble(factor, System.Globalization.CultureInfo.InvariantCulture), 1));

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
