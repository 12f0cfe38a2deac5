using System.Collections.Frozen;

namespace SealedSessions.Format;

/// <summary>The ciphers of one purpose, one for each key of the ring. Follows reloads; a key that stays keeps its cipher.</summary>
internal sealed class PurposeCiphers(IKeyRing keys, string use, string purpose)
{
    private readonly object _building = new();
    private volatile Table? _table;

    /// <summary>The key that seals now, and its cipher.</summary>
    public (RingKey Key, Xaes256Gcm Cipher) Active
    {
        get
        {
            var table = Current();
            var key = table.Ring.ActiveKey;
            return (key, table.Ciphers[key.Id]);
        }
    }

    /// <summary>The key with that id, asking the source once more if it is not known; null where there is none.</summary>
    public RingKey? Find(SealingKeyId id, out Xaes256Gcm? cipher, out SealingKeyId activeKey)
    {
        var table = Current();
        var key = table.Ring.Find(id);
        if (key is null && keys.TryRefreshFor(id))
        {
            table = Current();
            key = table.Ring.Find(id);
        }

        activeKey = table.Ring.ActiveKeyId;
        table.Ciphers.TryGetValue(id, out cipher);
        return key;
    }

    private Table Current()
    {
        var ring = keys.Current;
        return _table is { } table && ReferenceEquals(table.Ring, ring) ? table : Build(ring);
    }

    private Table Build(KeyRing ring)
    {
        lock (_building)
        {
            if (_table is { } built && ReferenceEquals(built.Ring, ring))
            {
                return built;
            }

            var former = _table?.Ciphers;
            var ciphers = new Dictionary<SealingKeyId, Xaes256Gcm>();
            foreach (var key in ring.Keys)
            {
                if (key.Key is { } bytes && key.State != SealingKeyState.Revoked)
                {
                    ciphers[key.Id] = former?.GetValueOrDefault(key.Id) ?? PurposeKey.Cipher(bytes, use, purpose);
                }
            }

            return _table = new Table(ring, ciphers.ToFrozenDictionary());
        }
    }

    private sealed record Table(KeyRing Ring, FrozenDictionary<SealingKeyId, Xaes256Gcm> Ciphers);
}
