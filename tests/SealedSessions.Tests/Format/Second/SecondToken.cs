namespace SealedSessions.Tests.Format.Second;

/// <summary>Writes and reads <c>s1.</c> tokens from docs/sealing.md alone: nothing here is shared with the library.</summary>
internal static class SecondToken
{
    private const string Prefix = "s1.";
    private const byte Version = 1;
    private const byte Flags = 0;
    private const int ShortestBody = 46;

    /// <exception cref="FormatException">No sealer makes such a token: its subject is empty, or it is longer than the limit.</exception>
    public static string Write(SecondSession session, SecondParameters parameters, int limit = SecondRules.UsualLimit)
    {
        if (session.Subject.Length == 0)
        {
            throw new FormatException("A session of nobody.");
        }

        var token = Seal(SecondPlaintext.Write(session), parameters);
        return token.Length <= limit ? token : throw new FormatException("Longer than a reader takes.");
    }

    /// <summary>A token around any bytes, so that a test can seal what no session is.</summary>
    public static string Seal(byte[] plaintext, SecondParameters parameters)
    {
        var keyId = parameters.KeyId();
        var body = new SecondRecordWriter()
            .Number(Version, 1)
            .Number(Flags, 1)
            .Bytes(keyId)
            .Exactly(SecondXaes.NonceLength, parameters.Nonce)
            .Bytes(SecondXaes.Encrypt(
                parameters.SealingKey(),
                parameters.Nonce,
                plaintext,
                parameters.AssociatedData(Version, Flags, keyId)));

        return Prefix + SecondBase64Url.Write(body.ToArray());
    }

    public static SecondReading Read(string? token, SecondParameters agreed, SecondRules rules)
    {
        if (string.IsNullOrEmpty(token))
        {
            return new(SecondStatus.Missing);
        }

        if (token.Length > rules.Limit
            || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || SecondBase64Url.Read(token[Prefix.Length..]) is not { Length: >= ShortestBody } bytes)
        {
            return new(SecondStatus.Malformed);
        }

        SecondRecordReader body = new(bytes);
        if (body.Bytes(2) is not [Version, Flags])
        {
            return new(SecondStatus.UnsupportedVersion);
        }

        var keyId = body.Bytes(4);
        if (Key(keyId, agreed, rules) is not { } key)
        {
            return new(SecondStatus.UnknownKey);
        }

        if (key.IsRevoked)
        {
            return new(SecondStatus.RevokedKey);
        }

        if (rules.Now >= key.RetiredAt)
        {
            return new(SecondStatus.RetiredKey);
        }

        var nonce = body.Bytes(SecondXaes.NonceLength);
        var plaintext = SecondXaes.Decrypt(
            With(key, agreed).SealingKey(),
            nonce,
            body.Rest(),
            agreed.AssociatedData(Version, Flags, keyId));

        return plaintext is null ? new(SecondStatus.Tampered) : Judge(plaintext, rules);
    }

    /// <summary>Steps 8 to 12: what is said of content that is authentic.</summary>
    public static SecondReading Judge(byte[] plaintext, SecondRules rules)
    {
        SecondSession session;
        try
        {
            session = SecondPlaintext.Read(plaintext);
        }
        catch (FormatException)
        {
            return new(SecondStatus.InvalidPayload);
        }

        // Wide enough that no sum of a time and a window overflows.
        Int128 now = rules.Now;
        if (session.IssuedAt > now + rules.ClockSkew || session.AuthenticatedAt > now + rules.ClockSkew)
        {
            return new(SecondStatus.IssuedInFuture);
        }

        if (now >= Int128.Min(session.ExpiresAt, (Int128)session.AuthenticatedAt + rules.AbsoluteLifetime))
        {
            return new(SecondStatus.Expired);
        }

        if (now >= session.IssuedAt + Int128.Min((Int128)session.IdleSeconds * 1000, rules.IdleTimeout))
        {
            return new(SecondStatus.IdleTooLong);
        }

        return rules.IsJson && !SecondJson.CanRead(session.Payload)
            ? new(SecondStatus.InvalidPayload)
            : new(SecondStatus.Success, session);
    }

    private static SecondKey? Key(byte[] keyId, SecondParameters agreed, SecondRules rules) => rules.Keys
        .Append(new SecondKey { MasterKey = agreed.MasterKey })
        .FirstOrDefault(key => With(key, agreed).KeyId().SequenceEqual(keyId));

    private static SecondParameters With(SecondKey key, SecondParameters agreed) =>
        new() { MasterKey = key.MasterKey, Purpose = agreed.Purpose };
}
