using System.Collections.Concurrent;

namespace SealedShop.Features.Catalogue;

/// <summary>How many different visitors put something aside at this node, for the back office.</summary>
public sealed class VisitorCounter
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public int Count => _seen.Count;

    public void Saw(string visitor) => _seen[visitor] = true;
}
