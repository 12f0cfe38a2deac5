namespace SessionAnalyzers.Flow;

/// <summary>Arithmetic on durations and moments, saturating where the framework would throw.</summary>
internal static class Time
{
    public static Value Add(Value left, Value right) => Pairs(left, right, static (mine, theirs) => (mine, theirs) switch
    {
        (Atom.Constant { Content: TimeSpan a }, Atom.Constant { Content: TimeSpan b }) => new Atom.Constant(Sum(a, b)),
        (Atom.Now now, Atom.Constant { Content: TimeSpan span }) => new Atom.Now(Sum(now.Offset, span)),
        (Atom.Constant { Content: DateTimeOffset date }, Atom.Constant { Content: TimeSpan span }) => new Atom.Constant(Sum(date, span)),
        _ => null,
    });

    public static Value Divide(Value left, Value right) => (left.Atoms, right.Atoms) switch
    {
        ([Atom.Constant { Content: TimeSpan span }], [Atom.Constant { Content: int or long or double } divisor])
            when Convert.ToDouble(divisor.Content, System.Globalization.CultureInfo.InvariantCulture) is var number and not 0 => Value.Constant(Span(span.Ticks / number, 1)),
        _ => Value.Unknown,
    };

    /// <summary>How far a duration or moment reaches from now, on the path that takes it farthest; null when some path is not known, or none sets it.</summary>
    public static TimeSpan? Longest(Value value)
    {
        TimeSpan? longest = null;
        foreach (var atom in value.Atoms)
        {
            TimeSpan? reach = atom switch
            {
                Atom.Constant { Content: TimeSpan span } => span,
                Atom.Now now => now.Offset,
                Atom.Constant { Content: DateTimeOffset { Year: 9999 } } => TimeSpan.MaxValue,
                _ when IsPast(atom) || atom is Atom.Unset or Atom.Constant { Content: null } => TimeSpan.MinValue,
                _ => null,
            };
            if (reach is not { } known)
            {
                return null;
            }

            longest = longest > known ? longest : known;
        }

        return longest == TimeSpan.MinValue ? null : longest;
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

    /// <summary>What each pair gives; unknown where one of them gives nothing.</summary>
    private static Value Pairs(Value left, Value right, Func<Atom, Atom, Atom?> combine)
    {
        var results = left.Atoms.SelectMany(mine => right.Atoms.Select(theirs => combine(mine, theirs))).ToList();
        return results.Contains(null) ? Value.Unknown : Value.Of(results.OfType<Atom>());
    }

    private static TimeSpan Sum(TimeSpan left, TimeSpan right) => Span((double)left.Ticks + right.Ticks, 1);

    private static DateTimeOffset Sum(DateTimeOffset date, TimeSpan span)
    {
        var ticks = (double)date.UtcTicks + span.Ticks;
        return ticks >= DateTimeOffset.MaxValue.UtcTicks ? DateTimeOffset.MaxValue
            : ticks <= 0 ? DateTimeOffset.MinValue
            : new DateTimeOffset((long)ticks, TimeSpan.Zero);
    }
}
