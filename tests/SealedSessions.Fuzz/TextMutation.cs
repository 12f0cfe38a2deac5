using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Fuzz;

/// <summary>Changes tokens without the key, as a client could.</summary>
internal static class TextMutation
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Strange = " \t\r\n=%+/.~\0\u007f\u0080\u00a0\u0101\u200b\ufeff\uff21\ud83d";

    public static string? Of(Dice dice, string token, string other)
    {
        var text = dice.Below(12) switch
        {
            0 => FlipCharacters(dice, token),
            1 => FlipBits(dice, token),
            2 => Splice(dice, token, other),
            3 => SpliceBodies(dice, token, other),
            4 => Cut(dice, token),
            5 => Insert(dice, token),
            6 => Reencode(dice, token),
            7 => Head(dice, token, other),
            8 => SwapBlocks(dice, token),
            9 => Random(dice),
            10 => Text([.. Body(token).Take(dice.Below(31)), .. dice.Bytes(dice.Below(300))]),
            _ => Repeat(dice, token),
        };

        // Mutations of mutations.
        return text is not null && dice.OneIn(6) ? Of(dice, text, other) : text;
    }

    private static string FlipCharacters(Dice dice, string token)
    {
        var text = token.ToCharArray();
        for (var i = dice.Below(4); i >= 0 && text.Length > 0; i--)
        {
            var place = dice.Below(text.Length);
            text[place] = dice.Below(3) switch
            {
                0 => (char)(text[place] ^ (1 << dice.Below(16))),
                1 => Alphabet[dice.Below(64)],
                _ => Strange[dice.Below(Strange.Length)],
            };
        }

        return new string(text);
    }

    private static string FlipBits(Dice dice, string token)
    {
        var body = Body(token);
        for (var i = dice.Below(3); i >= 0 && body.Length > 0; i--)
        {
            body[dice.Below(body.Length)] ^= (byte)(1 << dice.Below(8));
        }

        return Text(body);
    }

    private static string Splice(Dice dice, string token, string other) => token[..dice.Below(token.Length + 1)] + other[dice.Below(other.Length + 1)..];

    private static string SpliceBodies(Dice dice, string token, string other)
    {
        var (mine, theirs) = (Body(token), Body(other));
        return Text([.. mine[..dice.Below(mine.Length + 1)], .. theirs[dice.Below(theirs.Length + 1)..]]);
    }

    private static string Cut(Dice dice, string token)
    {
        var start = dice.OneIn(2) ? 0 : dice.Below(token.Length + 1);
        return token[start..(start + dice.Below(token.Length - start + 1))];
    }

    private static string Insert(Dice dice, string token)
    {
        var piece = dice.Below(3) switch
        {
            0 => Strange[dice.Below(Strange.Length)].ToString(),
            1 => Alphabet[dice.Below(64)].ToString(),
            _ => new string(dice.Of('=', ' ', 'A', '_'), 1 + dice.Below(8)),
        };
        return token.Insert(dice.OneIn(3) ? token.Length : dice.Below(token.Length + 1), piece);
    }

    private static string Reencode(Dice dice, string token)
    {
        var body = Body(token);
        return dice.Below(7) switch
        {
            0 => "s1." + Convert.ToBase64String(body),
            1 => token.Length < 3 ? token : "s1." + token[3..].Replace('-', '+').Replace('_', '/'),
            2 => "S1" + (token.Length > 2 ? token[2..] : ""),
            3 => dice.Of("s2.", "s1", "s1..", " s1.", "s1.s1.") + (token.Length > 3 ? token[3..] : ""),
            4 => token + dice.Of("=", "==", "%", "%3D"),
            5 => "s1." + Convert.ToHexString(body),

            // The unused low bits of the last character.
            _ => token.Length == 0 ? token : token[..^1] + Alphabet[Math.Max(0, Alphabet.IndexOf(token[^1], StringComparison.Ordinal)) ^ (1 << dice.Below(6))],
        };
    }

    private static string Head(Dice dice, string token, string other)
    {
        var (body, theirs) = (Body(token), Body(other));
        if (body.Length < 46 || theirs.Length < 46)
        {
            return token;
        }

        switch (dice.Below(6))
        {
            case 0:
                body[0] = (byte)dice.Next();
                break;
            case 1:
                body[1] = (byte)dice.Next();
                break;
            case 2:
                // Another key of the ring, which may be retired or revoked.
                Convert.FromHexString(dice.Of(Target.Keys).Id.ToString()).CopyTo(body, 2);
                break;
            case 3:
                theirs.AsSpan(2, 4).CopyTo(body.AsSpan(2));
                break;
            case 4:
                theirs.AsSpan(6, 24).CopyTo(body.AsSpan(6));
                break;
            default:
                theirs.AsSpan(theirs.Length - 16).CopyTo(body.AsSpan(body.Length - 16));
                break;
        }

        return Text(body);
    }

    private static string SwapBlocks(Dice dice, string token)
    {
        var body = Body(token);
        var blocks = body.Length / 16;
        if (blocks > 1)
        {
            var (first, second) = (16 * dice.Below(blocks), 16 * dice.Below(blocks));
            var kept = body.AsSpan(first, 16).ToArray();
            body.AsSpan(second, 16).CopyTo(body.AsSpan(first));
            kept.CopyTo(body, second);
        }

        return Text(body);
    }

    private static string? Random(Dice dice) => dice.Below(6) switch
    {
        0 => null,
        1 => "",
        2 => "s1.",
        3 => "s1." + SecondBase64Url.Write(dice.Bytes(dice.Below(200))),
        4 => "s1." + new string('A', dice.Below(20_000)),
        _ => string.Concat(Enumerable.Range(0, dice.Below(100)).Select(_ => (char)dice.Next())),
    };

    private static string Repeat(Dice dice, string token)
    {
        var start = dice.Below(token.Length + 1);
        var piece = token.Substring(start, dice.Below(Math.Min(64, token.Length - start) + 1));
        return token.Insert(dice.Below(token.Length + 1), piece);
    }

    private static byte[] Body(string token) => token.Length > 3 ? SecondBase64Url.Read(token[3..]) ?? [] : [];

    private static string Text(byte[] body) => "s1." + SecondBase64Url.Write(body);
}
