using System.Security.Cryptography;

namespace SealedSessions.Tests.Keys;

public class SealingKeyTests
{
    private const string Remedy = "`openssl rand -base64 32` or SealingKey.Generate()";

    public static TheoryData<string, string, string> BadKeys => new()
    {
        { "passphrase", "correct horse battery staple!", "not 32 bytes in base64; a passphrase is not a key" },
        { "passphrase that is base64", "password", "has 6 bytes instead of 32" },
        { "not base64", new string('%', 44), "not 32 bytes in base64" },
        { "nothing", "", "has 0 bytes instead of 32" },
        { "short", Convert.ToBase64String(Fixed(16)), "has 16 bytes instead of 32" },
        { "one byte short", Convert.ToBase64String(Fixed(31)), "has 31 bytes instead of 32" },
        { "one byte long", Convert.ToBase64String(Fixed(33)), "has 33 bytes instead of 32" },
        { "hexadecimal", Convert.ToHexString(Fixed(32)), "has 48 bytes instead of 32" },
        { "64 bytes", Convert.ToBase64String([.. Fixed(32), .. Fixed(32)]), "not 32 bytes in base64" },
        { "zero", Convert.ToBase64String(new byte[32]), "Every byte of the sealing key is the same" },
        { "one byte", Convert.ToBase64String([.. Enumerable.Repeat((byte)0xC7, 32)]), "Every byte of the sealing key is the same" },
        { "4 bytes repeated", Convert.ToBase64String(Repeated(4)), "repeats itself" },
        { "16 bytes repeated", Convert.ToBase64String(Repeated(16)), "repeats itself" },
        { "few values", Convert.ToBase64String([.. Fixed(32).Select(static value => (byte)(value % 15))]), "repeats itself" },
        { "counting", Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(static i => (byte)i)]), "counts" },
        { "counting down by 7", Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(static i => (byte)(250 - (7 * i)))]), "counts" },
        { "text", Convert.ToBase64String("correct horse battery staple 123"u8), "is text; a passphrase is not a key" },
        { "text with a line break", Convert.ToBase64String("correct horse battery\r\nstaple\t12"u8), "is text; a passphrase is not a key" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void BadKey_IsRefusedWithItsOwnMessage(string name, string text, string fault)
    {
        var refusal = Assert.Throws<ArgumentException>(() => SealingKey.FromBase64(text));

        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Remedy, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("secret store", refusal.Message, StringComparison.Ordinal);
        KeyMaterial.IsAbsent(text, refusal.ToString());
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void BadBytes_AreRefusedWithTheSameMessage(string name, string text, string fault)
    {
        var bytes = new byte[64];
        if (Convert.TryFromBase64String(text, bytes, out var length))
        {
            var refusal = Assert.Throws<ArgumentException>(() => new SealingKey(bytes.AsSpan(0, length)));

            Assert.True(refusal.Message.Contains(fault, StringComparison.Ordinal) || length is 64, name);
            KeyMaterial.IsAbsent(text, refusal.ToString());
        }
    }

    [Fact]
    public void MessageOfAOneByteKey_DoesNotTellTheByte()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new SealingKey([.. Enumerable.Repeat((byte)217, 32)]));

        Assert.DoesNotContain("217", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d9", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void EverySpellingOfBase64_IsRead()
    {
        // Bytes whose base64 has both characters that base64url writes differently.
        byte[] bytes = [0xfb, 0xff, 0xbe, .. Fixed(29)];
        var standard = Convert.ToBase64String(bytes);
        Assert.Contains('+', standard);
        Assert.Contains('/', standard);
        var url = standard.Replace('+', '-').Replace('/', '_');
        SealingKey key = new(bytes);

        Assert.All(
            [standard, url, standard.TrimEnd('='), url.TrimEnd('='), $" {standard}\n"],
            text => Assert.Equal(key.Id, SealingKey.FromBase64(text).Id));
        Assert.Equal(standard, key.ExportBase64());
    }

    [Fact]
    public void NoText_IsRefused() => Assert.Throws<ArgumentNullException>(() => SealingKey.FromBase64(null!));

    [Fact]
    public void GeneratedKeys_AreDifferentAndAccepted()
    {
        var keys = Enumerable.Range(0, 2_000).Select(static _ => SealingKey.Generate()).ToArray();

        Assert.Equal(keys.Length, keys.Select(static key => key.ExportBase64()).Distinct().Count());
        Assert.All(keys, static key => Assert.Equal(key.Id, SealingKey.FromBase64(key.ExportBase64()).Id));
    }

    [Fact]
    public void Key_IsACopy()
    {
        var bytes = Fixed(32);
        SealingKey key = new(bytes);
        var before = key.ExportBase64();

        Array.Clear(bytes);

        Assert.Equal(before, key.ExportBase64());
    }

    private static byte[] Fixed(int length)
    {
        byte[] bytes = [.. SHA256.HashData("keys"u8), .. SHA256.HashData("more"u8)];
        return bytes[..length];
    }

    private static byte[] Repeated(int period) => [.. Enumerable.Range(0, 32).Select(i => Fixed(period)[i % period])];
}
