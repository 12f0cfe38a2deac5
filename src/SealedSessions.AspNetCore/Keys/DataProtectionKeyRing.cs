using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SealedSessions.Format;
using SealedSessions.Observability;

namespace SealedSessions.AspNetCore;

/// <summary>
/// Sealing keys derived from the keys of ASP.NET Core Data Protection: its storage, its protection at rest, its rotation and its
/// revocation serve sessions too. One Data Protection key gives one sealing key, on every node of an application the same; applications
/// that share a ring under different names have different ones.
/// </summary>
internal sealed class DataProtectionKeyRing(IKeyManager keys, KeyManagementOptions management, string application, IOptionsMonitor<KeyRingOptions> options, ILogger<DataProtectionKeyRing> logger, TimeProvider clock) : IKeyRing
{
    private const string Use = "sealed-sessions/data-protection-key/1";

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly object _reading = new();
    private volatile Reading? _last;
    private long _askedAt;

    public KeyRing Current => _last is { } last && clock.GetUtcNow() < last.RefreshAt && !last.Changed.IsCancellationRequested ? last.Ring : Refresh(_last);

    public bool TryRefreshFor(SealingKeyId id)
    {
        // Bounded by questions and not by readings: another node may have made its key a moment after this one has read.
        var now = clock.GetUtcNow().UtcTicks;
        var askedAt = Volatile.Read(ref _askedAt);
        if (now >= askedAt + AskAgainAfter.Ticks && Interlocked.CompareExchange(ref _askedAt, now, askedAt) == askedAt)
        {
            return Refresh(_last).StateOf(id) is not null;
        }

        // Parallel requests under the same new key wait for the one that asks.
        lock (_reading)
        {
            return _last?.Ring.StateOf(id) is not null;
        }
    }

    private KeyRing Refresh(Reading? seen)
    {
        // One reads; the others go on with what they have.
        var isMine = false;
        if (seen is null)
        {
            Monitor.Enter(_reading, ref isMine);
        }
        else
        {
            Monitor.TryEnter(_reading, ref isMine);
        }

        try
        {
            return !isMine ? seen!.Ring : _last is { } last && !ReferenceEquals(last, seen) ? last.Ring : Read(seen);
        }
        finally
        {
            if (isMine)
            {
                Monitor.Exit(_reading);
            }
        }
    }

    private KeyRing Read(Reading? seen)
    {
        var now = clock.GetUtcNow();
        var changed = keys.GetCacheExpirationToken();
        Dictionary<IKey, string> all;
        try
        {
            all = ReadKeys();
        }
        catch (Exception fault) when (seen is not null)
        {
            // A storage that is down for the moment takes nobody's session.
            logger.KeyRingNotRead(fault);
            _last = seen with { RefreshAt = now + AskAgainAfter, Changed = CancellationToken.None };
            return seen.Ring;
        }

        _last = null;
        var active = Active(all.Keys, now);
        if (active is null && management.AutoGenerateKeys)
        {
            // As Data Protection does it, but at once: its own ring may still hold a key that was revoked a moment ago.
            keys.CreateNewKey(now, now + management.NewKeyLifetime);
            all = ReadKeys();
            active = Active(all.Keys, now);
        }

        active ??= Former(all.Keys, now) ?? throw new InvalidOperationException(
            "Data Protection has no key that is valid now, so no session can be sealed. Let it make keys (AutoGenerateKeys), or use another source of sealing keys.");

        var ring = new KeyRingOptions { LongestLifetime = options.CurrentValue.LongestLifetime };
        foreach (var (key, derived) in all)
        {
            var ends = key.ExpirationDate < DateTimeOffset.MaxValue - ring.LongestLifetime;
            ring.Keys.Add(new KeyRingEntry
            {
                Key = derived,
                State = State(key, active, now),
                RetiredAt = ends ? key.ExpirationDate : null,
                OpensUntil = ends ? key.ExpirationDate + ring.LongestLifetime : DateTimeOffset.MaxValue,
            });
        }

        var made = KeyRing.Create(ring);
        if (seen?.Ring.ActiveKeyId is { } former && former != made.ActiveKeyId)
        {
            logger.ActiveKeyChanged(former, made.ActiveKeyId);
        }

        var next = now + RefreshEvery;
        _last = new Reading(made, active.ExpirationDate > now && active.ExpirationDate < next ? active.ExpirationDate : next, changed);
        return made;
    }

    /// <summary>The keys that can be read. As for Data Protection itself, one that cannot be decrypted any more does not keep the others from serving.</summary>
    private Dictionary<IKey, string> ReadKeys()
    {
        var derived = new Dictionary<IKey, string>();
        foreach (var key in keys.GetAllKeys())
        {
            try
            {
                derived.Add(key, Derive(key));
            }
            catch (CryptographicException fault)
            {
                logger.KeyNotRead(key.KeyId, fault);
            }
        }

        return derived;
    }

    private static IKey? Active(IEnumerable<IKey> all, DateTimeOffset now) =>
        all.Where(key => !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now)
            .OrderByDescending(key => key.ActivationDate)
            .ThenBy(key => key.KeyId)
            .FirstOrDefault();

    /// <summary>Where no key may be made, Data Protection goes on with the last one, and so do sessions.</summary>
    private static IKey? Former(IEnumerable<IKey> all, DateTimeOffset now) =>
        all.Where(key => !key.IsRevoked && key.ActivationDate <= now).MaxBy(key => key.ExpirationDate);

    private static SealingKeyState State(IKey key, IKey active, DateTimeOffset now)
    {
        if (key.IsRevoked)
        {
            return SealingKeyState.Revoked;
        }

        if (key.KeyId == active.KeyId)
        {
            return SealingKeyState.Active;
        }

        return key.ActivationDate > now ? SealingKeyState.Staged : SealingKeyState.Retired;
    }

    private string Derive(IKey key)
    {
        var master = key.Descriptor.ExportToXml().SerializedDescriptorElement
            .Descendants().FirstOrDefault(element => element.Name.LocalName == "masterKey")?
            .Elements().FirstOrDefault(element => element.Name.LocalName == "value")?.Value
            ?? throw new InvalidOperationException(
                $"The Data Protection key {key.KeyId:D} does not export a master key, so no sealing key can be derived from it. Use another source of sealing keys.");

        var input = Convert.FromBase64String(master);
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, SealingKey.SizeInBytes, salt: [], PurposeKey.Encode(Use, application, key.KeyId.ToString("D")));
        CryptographicOperations.ZeroMemory(input);
        return Convert.ToBase64String(derived);
    }

    private sealed record Reading(KeyRing Ring, DateTimeOffset RefreshAt, CancellationToken Changed);
}
