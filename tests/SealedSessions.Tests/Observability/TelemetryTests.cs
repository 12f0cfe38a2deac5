using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SealedSessions.Tests.Revalidation;

namespace SealedSessions.Tests.Observability;

public class TelemetryTests
{
    [Fact]
    public async Task Counters_TellStatusPurposeAndKey()
    {
        // Purposes of this test's own: counters are of the process, and other tests run meanwhile.
        var purpose = $"telemetry {Guid.NewGuid()}";
        using Measured measured = new(purpose);
        await using Shop shop = new(change: options => options.Purpose = purpose);
        var token = await shop.StartAsync();
        var session = Shop.Good(await shop.OpenAsync(token));
        await shop.Sessions.RenewAsync(session);
        await shop.Sessions.StepUpAsync(session);
        await shop.OpenAsync(token);
        await shop.OpenAsync("s1.nonsense");

        Assert.Equal(
            [
                $"sealed_sessions.issue how=Issued",
                $"sealed_sessions.unseal key={shop.Key.Id} status=Success",
                $"sealed_sessions.revalidate status=Success",
                $"sealed_sessions.renew outcome=renewed",
                $"sealed_sessions.issue how=SteppedUp",
                $"sealed_sessions.unseal key={shop.Key.Id} status=Success",
                $"sealed_sessions.revalidate status=SessionRevoked",
                $"sealed_sessions.unseal key= status=Malformed",
            ],
            measured.Values);
    }

    [Fact]
    public async Task UncheckedSessions_AreCounted()
    {
        var purpose = $"telemetry {Guid.NewGuid()}";
        using Measured measured = new(purpose);
        await using Shop shop = new(
            static sessions => sessions.UseStore(static provider => new Revocation.ScriptedStore(provider.GetRequiredService<TimeProvider>()) { Answer = RevocationStatus.Forgotten }),
            options =>
            {
                options.Purpose = purpose;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen;
            });

        await shop.OpenAsync(await shop.StartAsync());

        Assert.Contains("sealed_sessions.unchecked mode=FailOpen", measured.Values);
    }

    [Fact]
    public async Task Activities_HaveNames()
    {
        ConcurrentQueue<string> names = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "SealedSessions",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => names.Enqueue($"{activity.OperationName}{string.Concat(activity.Tags)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using Shop shop = new(static sessions => sessions.Services.AddSingleton<ISessionRiskSignal>(new AskedSignal(static _ => RiskVerdict.Continue)));

        await shop.Sessions.RenewAsync(await shop.EnterAsync());

        Assert.Contains("sealed_sessions.revalidate", names);
        Assert.Contains("sealed_sessions.renew", names);
    }

    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<string> _values = new();

        public Measured(string purpose)
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "SealedSessions")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var named = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value);
                if (named.Remove("purpose", out var given) && Equals(given, purpose))
                {
                    Assert.Equal(1, value);
                    _values.Enqueue($"{instrument.Name} {string.Join(' ', named.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"))}");
                }
            });
            _listener.Start();
        }

        public IEnumerable<string> Values => _values;

        public void Dispose() => _listener.Dispose();
    }
}
