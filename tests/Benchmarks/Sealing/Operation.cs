namespace Benchmarks.Sealing;

/// <summary>Something that takes its turn in a <see cref="Race"/>, and what it took.</summary>
internal sealed class Operation(string name, Func<object?> run)
{
    private const int Counted = 1000;

    private readonly List<double> _microseconds = [];
    private int _calls = 1;

    public string Name => name;

    /// <summary>CPU of one call, the median of all rounds.</summary>
    public double Microseconds => Median(_microseconds);

    /// <summary>What one call allocates.</summary>
    public double Bytes { get; private set; }

    /// <summary>The median of the rounds' ratios: what disturbed a round disturbed both.</summary>
    public double RatioTo(Operation other) => Median(_microseconds.Zip(other._microseconds, static (own, others) => own / others));

    public void Warm(double forMilliseconds)
    {
        for (var start = ThreadClock.Milliseconds; ThreadClock.Milliseconds - start < forMilliseconds;)
        {
            run();
        }
    }

    /// <summary>Sets how often a turn calls, so that it lasts about as long as said.</summary>
    public void Calibrate(double milliseconds)
    {
        _calls = 1;
        while (Measure() < milliseconds / 4)
        {
            _calls *= 2;
        }

        _calls = Math.Max(1, (int)(_calls * milliseconds / Measure()));

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Call(Counted);
        Bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Counted;
    }

    public void TakeTurn() => _microseconds.Add(1e3 * Measure() / _calls);

    private double Measure()
    {
        var start = ThreadClock.Milliseconds;
        Call(_calls);
        return ThreadClock.Milliseconds - start;
    }

    private void Call(int times)
    {
        for (var i = 0; i < times; i++)
        {
            run();
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
