using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>The ring of the options, replaced when they change. A change that makes no ring is logged and loses nothing.</summary>
internal sealed class ReloadingKeyRing : IKeyRing, IDisposable
{
    private readonly ILogger _logger;
    private readonly IDisposable? _subscription;
    private volatile KeyRing? _current;

    public ReloadingKeyRing(IOptionsMonitor<KeyRingOptions> options, ILogger<ReloadingKeyRing> logger)
    {
        _logger = logger;
        _current = KeyRing.TryCreate(options.CurrentValue, out var faults);
        Faults = faults;
        _subscription = options.OnChange(Reload);
    }

    public KeyRing Current => _current ?? throw new OptionsValidationException("SealedSessions", typeof(KeyRingOptions), Faults);

    /// <summary>What kept the keys from being a ring at the start.</summary>
    public IReadOnlyList<string> Faults { get; }

    public void Dispose() => _subscription?.Dispose();

    private void Reload(KeyRingOptions options)
    {
        if (KeyRing.TryCreate(options, out var faults) is { } ring)
        {
            var former = _current;
            _current = ring;
            if (former is not null && former.ActiveKeyId != ring.ActiveKeyId)
            {
                _logger.ActiveKeyChanged(former.ActiveKeyId, ring.ActiveKeyId);
            }
        }
        else
        {
            _logger.KeyRingRefused(string.Join(' ', faults));
        }
    }
}
