using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
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
internal sealed class DataProtectionKeyRing(IKeyManager keys, IDataProtectionProvider protection, string application, IOptionsMonitor<KeyRingOptions> options, ILogger<DataProtectionKeyRing> logger, TimeProvider clock) : IKeyRing
{
    private const string Use = "sealed-sessions/data-protection-key/1";

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly object _reading = new();
    private volatile Reading? _last;

    public KeyRing Current => _last is { } last && clock.GetUtcNow() < last.RefreshAt && !last.Changed.IsCancellationRequested ? last.Ring : Refresh(_last);

    public bool TryRefreshFor(SealingKeyId id)
    {
        var last = _last;
        if (last is not null && clock.GetUtcNow() < last.ReadAt + AskAgainAfter)
        {
            return false;
        }

        return Refresh(last).StateOf(id) is not null;
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
            return isMine && ReferenceEquals(_last, seen) ? ReadOrKeep(seen) : _last!.Ring;
        }
        finally
        {
            if (isMine)
            {
                Monitor.Exit(_reading);
            }
        }
    }

    /// <summary>A ring that cannot be read for the moment, as where its storage is down, takes nobody's session.</summary>
    private KeyRing ReadOrKeep(Reading? seen)
    {
        try
        {
            return Read();
        }
        catch (Exception fault) when (seen is not null)
        {
            logger.KeyRingNotRead(fault);
            var now = clock.GetUtcNow();
            _last = seen with { ReadAt = now, RefreshAt = now + AskAgainAfter, Changed = CancellationToken.None };
            return seen.Ring;
        }
    }

    private KeyRing Read()
    {
        var now = clock.GetUtcNow();
        var changed = keys.GetCacheExpirationToken();
        var all = ReadKeys();
        if (Active(all.Keys, now) is not { } active)
        {
            // Data Protection makes its first or next key when something is protected.
            protection.CreateProtector(Use).Protect([]);
            all = ReadKeys();

            // The new key is active from Data Protection's own present, which is a moment later than ours.
            active = Active(all.Keys, now + SessionLifetime.LargestClockSkew) ?? throw new InvalidOperationException(
                "Data Protection has no key that is valid now, so no session can be sealed. Let it make keys (AutoGenerateKeys), or use another source of sealing keys.");
        }

        var ring = new KeyRingOptions { LongestLifetime = options.CurrentValue.LongestLifetime };
        foreach (var (key, derived) in all)
        {
            ring.Keys.Add(new KeyRingEntry
            {
                Key = derived,
                State = State(key, active, now),
                RetiredAt = key.ExpirationDate,
                OpensUntil = key.ExpirationDate < DateTimeOffset.MaxValue - ring.LongestLifetime ? key.ExpirationDate + ring.LongestLifetime : DateTimeOffset.MaxValue,
            });
        }

        var made = KeyRing.Create(ring);
        if (_last?.Ring.ActiveKeyId is { } former && former != made.ActiveKeyId)
        {
            logger.ActiveKeyChanged(former, made.ActiveKeyId);
        }

        var next = now + RefreshEvery;
        _last = new Reading(made, now, active.ExpirationDate < next ? active.ExpirationDate : next, changed);
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

    private sealed record Reading(KeyRing Ring, DateTimeOffset ReadAt, DateTimeOffset RefreshAt, CancellationToken Changed);
}
