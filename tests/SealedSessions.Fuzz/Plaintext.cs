using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Fuzz;

/// <summary>Content that is authentic and need not be what the library writes.</summary>
internal static class Plaintext
{
    public static byte[] Make(Dice dice)
    {
        if (dice.OneIn(20))
        {
            return dice.Bytes(dice.Below(200));
        }

        var now = Target.Rules.Now;
        var authenticated = now - dice.Of(0, 1, 60_000, 28_799_999, 28_800_000, -29_999, -30_000, -30_001, dice.Below(40_000_000));
        var issued = now - dice.Of(0, 1, 1_799_999, 1_800_000, -30_000, -30_001, dice.Below(2_000_000));
        SecondSession session = new()
        {
            SessionId = dice.Bytes(16),
            Generation = (uint)dice.Next(),
            AuthenticatedAt = authenticated,
            IssuedAt = issued,
            ExpiresAt = dice.Of(now, now + 1, now + 3_600_000, 253_402_300_799_999, dice.Below(int.MaxValue)),
            IdleSeconds = dice.Of(1u, 1_800u, uint.MaxValue, (uint)dice.Next() | 1),
            Epoch = (uint)dice.Next(),
            Subject = new string(dice.Of('a', 'é', '漢'), dice.Below(86)),
            BindingKind = dice.Of<byte?>(null, null, 1, 2, 3, 255),
            ClientContext = dice.OneIn(3) ? dice.Bytes(16) : null,
            Payload = JsonText.Write(dice),
        };
        session.BindingBytes = session.BindingKind is null ? null : dice.Bytes(32);
        var bytes = SecondPlaintext.Write(session);
        if (dice.OneIn(4))
        {
            for (var i = dice.Below(3); i >= 0; i--)
            {
                bytes[dice.Below(Math.Min(bytes.Length, 130))] = dice.OneIn(2) ? (byte)dice.Next() : dice.Of<byte>(0, 1, 2, 3, 4, 0x7f, 0x80, 0xff);
            }
        }

        return dice.OneIn(30) ? bytes[..dice.Below(bytes.Length + 1)] : bytes;
    }
}
