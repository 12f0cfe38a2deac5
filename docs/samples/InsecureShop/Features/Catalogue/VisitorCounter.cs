using System.Collections.Concurrent;

namespace InsecureShop.Features.Catalogue;

/// <summary>How many different visitors came, for the back office.</summary>
public sealed class VisitorCounter
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _seen = new();

    public int Count => _seen.Count;

    public void Saw(string visitor) => _seen[visitor] = DateTimeOffset.UtcNow;
}
