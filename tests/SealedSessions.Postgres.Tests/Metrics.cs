using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SealedSessions.Postgres.Tests;

/// <summary>What the library counts while this lives.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = new();

    public Metrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "SealedSessions")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Add(instrument.Name, value);
            foreach (var tag in tags)
            {
                Add($"{instrument.Name} {tag.Key}={tag.Value}", value);
            }
        });
        _listener.Start();
    }

    /// <summary>Of an instrument, or of an instrument and one tag: <c>name key=value</c>.</summary>
    public long Sum(string name) => _sums.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();

    private void Add(string name, long value) => _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
}
