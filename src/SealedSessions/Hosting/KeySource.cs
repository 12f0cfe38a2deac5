using Microsoft.Extensions.Configuration;

namespace SealedSessions.Hosting;

/// <summary>Where the keys come from; the last one that is chosen counts.</summary>
internal sealed record KeySource
{
    /// <summary>The configuration section, or null for none.</summary>
    public IConfiguration? Section { get; init; }

    /// <summary>Adds keys in code, or null.</summary>
    public Action<KeyRingOptions>? Configure { get; init; }

    /// <summary>Makes a ring of another kind, or null.</summary>
    public Func<IServiceProvider, IKeyRing>? CreateRing { get; init; }

    /// <summary>Whether the process makes a key for itself.</summary>
    public bool IsDevelopment { get; init; }
}
