using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

/// <summary>The library and the second implementation, set up alike: what one says of a token the other has to say.</summary>
internal static class BothReaders
{
    /// <summary>The status that both give, and the fields that both read.</summary>
    public static UnsealStatus Read(string? token, SecondParameters agreed, SecondRules rules)
    {
        var second = SecondToken.Read(token, agreed, rules);
        var library = Sealer(agreed, rules).Unseal(token, new SealContext(agreed.Audience, agreed.CookieName));

        Assert.Equal(second.Status, library.Status.ToString());
        if (library.Session is { } session)
        {
            Assert.Equivalent(second.Session, Fields(session), strict: true);
        }

        return library.Status;
    }

    /// <summary>The library's sealer under the same keys, policy and clock.</summary>
    public static SessionSealer<byte[]> Sealer(SecondParameters agreed, SecondRules rules) =>
        new(
            new SealedSessionOptions<byte[]>
            {
                Purpose = agreed.Purpose,
                Schema = agreed.Schema,
                Payload = new JsonBytes(),
                MaxTokenLength = rules.Limit,
                WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
                Lifetime = new SessionLifetime
                {
                    Absolute = TimeSpan.FromMilliseconds(rules.AbsoluteLifetime),
                    Idle = TimeSpan.FromMilliseconds(rules.IdleTimeout),
                    ClockSkew = TimeSpan.FromMilliseconds(rules.ClockSkew),
                },
            },
            new FixedKeyRing(Ring(agreed, rules)),
            new FakeClock(DateTimeOffset.FromUnixTimeMilliseconds(rules.Now)));

    public static SecondSession Fields(UnsealedSession<byte[]> session)
    {
        var record = session.Record;
        SecondSession fields = new()
        {
            Generation = record.Generation,
            AuthenticatedAt = record.AuthenticatedAt,
            IssuedAt = record.IssuedAt,
            ExpiresAt = record.ExpiresAt,
            IdleSeconds = record.IdleSeconds,
            Epoch = record.Epoch,
            Subject = record.Subject,
            BindingKind = record.Binding is { } bound ? (byte)bound.Kind : null,
            BindingBytes = record.Binding?.Hash.ToArray(),
            Payload = session.UnverifiedClaims,
        };
        record.Id.CopyTo(fields.SessionId);
        if (record.Client is { } client)
        {
            fields.ClientContext = new byte[ClientContext.Size];
            client.CopyTo(fields.ClientContext);
        }

        return fields;
    }

    private static KeyRing Ring(SecondParameters agreed, SecondRules rules)
    {
        var hasOwn = rules.Keys.Exists(key => key.MasterKey.SequenceEqual(agreed.MasterKey));
        KeyRingOptions options = new();
        options.Keys.Add(new()
        {
            Key = hasOwn ? SealingKey.Generate().ExportBase64() : Convert.ToBase64String(agreed.MasterKey),
            State = SealingKeyState.Active,
        });
        foreach (var key in rules.Keys)
        {
            options.Keys.Add(new()
            {
                Key = Convert.ToBase64String(key.MasterKey),
                State = key.IsRevoked ? SealingKeyState.Revoked : key.RetiredAt is null ? SealingKeyState.Staged : SealingKeyState.Retired,
                OpensUntil = key.RetiredAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
            });
        }

        return KeyRing.Create(options);
    }
}
