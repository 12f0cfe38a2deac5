using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SealedSessions.Format;

namespace SealedSessions.AspNetCore;

/// <summary>
/// Sealing keys derived from the keys of ASP.NET Core Data Protection: its storage, its protection at rest, its rotation and its
/// revocation serve sessions too. One Data Protection key gives one sealing key, on every node of an application the same; applications
/// that share a ring under different names have different ones.
/// </summary>
internal sealed class DataProtectionKeyRing(IKeyManager keys, IDataProtectionProvider protection, string application, IOptionsMonitor<KeyRingOptions> options, TimeProvider clock) : IKeyRing
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
        else if (!Monitor.TryEnter(_reading))
        {
            return seen.Ring;
        }
        else
        {
            isMine = true;
        }

        try
        {
            return ReferenceEquals(_last, seen) ? Read() : _last!.Ring;
        }
        finally
        {
            if (isMine)
            {
                Monitor.Exit(_reading);
            }
        }
    }

    private KeyRing Read()
    {
        var now = clock.GetUtcNow();
        var changed = keys.GetCacheExpirationToken();
        var all = keys.GetAllKeys();
        if (Active(all, now) is not { } active)
        {
            // Data Protection makes its first or next key when something is protected.
            protection.CreateProtector(Use).Protect([]);
            all = keys.GetAllKeys();
            active = Active(all, now) ?? throw new InvalidOperationException(
                "Data Protection has no key that is valid now, so no session can be sealed. Let it make keys (AutoGenerateKeys), or use another source of sealing keys.");
        }

        var ring = new KeyRingOptions { LongestLifetime = options.CurrentValue.LongestLifetime };
        foreach (var key in all)
        {
            ring.Keys.Add(new KeyRingEntry
            {
                Key = Derive(key),
                State = State(key, active, now),
                RetiredAt = key.ExpirationDate,
                OpensUntil = key.ExpirationDate + ring.LongestLifetime,
            });
        }

        var made = KeyRing.Create(ring);
        var next = now + RefreshEvery;
        _last = new Reading(made, now, active.ExpirationDate < next ? active.ExpirationDate : next, changed);
        return made;
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
