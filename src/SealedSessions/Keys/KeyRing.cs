using System.Collections.Frozen;

namespace SealedSessions;

/// <summary>The keys at one moment. Immutable; a reload makes a new ring.</summary>
public sealed class KeyRing
{
    private readonly FrozenDictionary<SealingKeyId, RingKey> _keys;
    private readonly TimeSpan _longestLifetime;

    private KeyRing(FrozenDictionary<SealingKeyId, RingKey> keys, RingKey active, TimeSpan longestLifetime)
    {
        _keys = keys;
        _longestLifetime = longestLifetime;
        ActiveKey = active;
    }

    /// <summary>The id of the key that seals.</summary>
    public SealingKeyId ActiveKeyId => ActiveKey.Id;

    /// <summary>The ids of all keys, in no order.</summary>
    public IReadOnlyCollection<SealingKeyId> KeyIds => _keys.Keys;

    internal RingKey ActiveKey { get; }

    internal IEnumerable<RingKey> Keys => _keys.Values;

    /// <summary>Makes a ring of keys that are given in code.</summary>
    /// <param name="options">The keys.</param>
    /// <exception cref="ArgumentException">The keys make no ring: the message lists what is wrong and what to do.</exception>
    public static KeyRing Create(KeyRingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TryCreate(options, out var faults) ?? throw new ArgumentException(string.Join(' ', faults), nameof(options));
    }

    /// <summary>Makes a ring with one active key.</summary>
    /// <param name="key">The key that seals and opens.</param>
    public static KeyRing Of(SealingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var active = new RingKey(key.Id, key, SealingKeyState.Active, OpensUntil: null, RetiredAt: null);
        return new KeyRing(new[] { active }.ToFrozenDictionary(entry => entry.Id), active, TimeSpan.Zero);
    }

    /// <summary>The state of a key, or null where the ring does not hold it.</summary>
    /// <param name="id">The key's id.</param>
    public SealingKeyState? StateOf(SealingKeyId id) => _keys.TryGetValue(id, out var key) ? key.State : null;

    /// <summary>
    /// When the last token under a key can no longer be open, so that the key may be deleted: for a retired key the earlier of
    /// <see cref="KeyRingEntry.OpensUntil"/> and <see cref="KeyRingEntry.RetiredAt"/> plus the longest session lifetime,
    /// for a revoked key <see cref="DateTimeOffset.MinValue"/> (at once).
    /// </summary>
    /// <param name="id">The key's id.</param>
    /// <returns>The instant, or null while the key still seals, may soon seal, or is not in the ring.</returns>
    public DateTimeOffset? SafeToDeleteAfter(SealingKeyId id)
    {
        if (!_keys.TryGetValue(id, out var key))
        {
            return null;
        }

        return key.State switch
        {
            SealingKeyState.Revoked => DateTimeOffset.MinValue,
            SealingKeyState.Retired when key.RetiredAt is { } retired && _longestLifetime > TimeSpan.Zero && retired + _longestLifetime < key.OpensUntil
                => retired + _longestLifetime,
            SealingKeyState.Retired => key.OpensUntil,
            _ => null,
        };
    }

    internal RingKey? Find(SealingKeyId id) => _keys.TryGetValue(id, out var key) ? key : null;

    /// <summary>Makes a ring, or lists all that keeps the options from being one.</summary>
    internal static KeyRing? TryCreate(KeyRingOptions options, out IReadOnlyList<string> faults)
    {
        var found = new List<string>(options.ReadingFaults);
        var keys = new Dictionary<SealingKeyId, RingKey>();

        for (var i = 0; i < options.Keys.Count; i++)
        {
            var place = options.Keys[i].Place ?? $"{options.Place}:{i}";
            if (Read(options.Keys[i], place, found) is { } key && !keys.TryAdd(key.Id, key))
            {
                found.Add($"{place}: key {key.Id} is in the ring twice. Keep one entry for each key; a new key is made with `openssl rand -base64 32`.");
            }
        }

        var active = keys.Values.Where(key => key.State == SealingKeyState.Active).ToArray();
        if (options.Keys.Count == 0 && found.Count == 0)
        {
            found.Add($"There is no sealing key. Put one under {options.Place}:0 with \"Key\" (from `openssl rand -base64 32`, in a secret store) and \"State\": \"Active\".");
        }
        else if (active.Length == 0 && found.Count == 0)
        {
            found.Add($"No sealing key is Active, so nothing could be sealed. Set \"State\": \"Active\" on exactly one key under {options.Place}.");
        }
        else if (active.Length > 1)
        {
            found.Add($"{active.Length} sealing keys are Active ({string.Join(", ", active.Select(key => key.Id))}). Leave the newest Active; set the older ones to \"Retired\" with \"OpensUntil\".");
        }

        faults = found;
        return found.Count == 0 ? new KeyRing(keys.ToFrozenDictionary(), active[0], options.LongestLifetime) : null;
    }

    private static RingKey? Read(KeyRingEntry entry, string where, List<string> faults)
    {
        if (!Enum.IsDefined(entry.State))
        {
            faults.Add($"{where}: the state {(int)entry.State} does not exist. Use Staged, Active, Retired or Revoked.");
            return null;
        }

        SealingKey? key = null;
        SealingKeyId stated = default;

        if (!string.IsNullOrWhiteSpace(entry.Id) && !SealingKeyId.TryParse(entry.Id, out stated))
        {
            faults.Add($"{where}: the id is not 8 hexadecimal digits. Leave it out; it follows from the key.");
            return null;
        }

        if (!string.IsNullOrWhiteSpace(entry.Key))
        {
            key = SealingKey.TryFromBase64(entry.Key, out var fault);
            if (key is null)
            {
                faults.Add($"{where}: {fault}");
                return null;
            }
        }
        else if (entry.State != SealingKeyState.Revoked)
        {
            faults.Add($"{where}: the key is missing. Put 32 random bytes in base64 under \"Key\" (`openssl rand -base64 32`); only a Revoked key may be named by its \"Id\" alone.");
            return null;
        }
        else if (string.IsNullOrWhiteSpace(entry.Id))
        {
            faults.Add($"{where}: a Revoked key needs its \"Key\" or its \"Id\".");
            return null;
        }

        if (key is not null && !string.IsNullOrWhiteSpace(entry.Id) && stated != key.Id)
        {
            faults.Add($"{where}: the id {stated} does not belong to the key, whose id is {key.Id}. Correct the id or leave it out.");
            return null;
        }

        if (entry.State == SealingKeyState.Retired && entry.OpensUntil is null)
        {
            faults.Add($"{where}: the Retired key {key!.Id} has no end. Set \"OpensUntil\" to the day it retired plus the longest session lifetime.");
            return null;
        }

        return new RingKey(key?.Id ?? stated, key, entry.State, entry.OpensUntil, entry.RetiredAt);
    }
}
