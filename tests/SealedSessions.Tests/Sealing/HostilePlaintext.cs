using System.Security.Cryptography;
using SealedSessions.Format;

namespace SealedSessions.Tests.Sealing;

/// <summary>Seals any bytes as only somebody who has the key could: what the readers behind the cipher are given then.</summary>
internal static class HostilePlaintext
{
    public static string Seal(SealingKey key, string purpose, string schema, byte[] plaintext)
    {
        var body = new byte[46 + plaintext.Length];
        body[0] = 1;
        Convert.FromHexString(key.Id.ToString()).CopyTo(body, 2);
        RandomNumberGenerator.Fill(body.AsSpan(6, 24));
        byte[] associated = [.. body[..6], .. PurposeKey.Encode(purpose, "", "", schema)];
        PurposeKey.Cipher(key, PurposeKey.SessionSeal, purpose)
            .Encrypt(body.AsSpan(6, 24), plaintext, body.AsSpan(30, plaintext.Length), body.AsSpan(body.Length - 16), associated);
        return TokenText.Write(body, body.Length);
    }

    /// <summary>A good record, issued at that time, before any payload.</summary>
    public static byte[] Record(DateTimeOffset issued, byte[] payload)
    {
        SessionRecord record = new()
        {
            Id = SessionId.New(),
            Generation = 0,
            AuthenticatedAt = issued.ToUnixTimeMilliseconds(),
            IssuedAt = issued.ToUnixTimeMilliseconds(),
            ExpiresAt = issued.AddHours(1).ToUnixTimeMilliseconds(),
            IdleSeconds = 1800,
            Epoch = 1,
            Subject = "ada",
        };
        var bytes = new byte[record.Size];
        record.Write(bytes);
        return [.. bytes, .. payload];
    }
}
