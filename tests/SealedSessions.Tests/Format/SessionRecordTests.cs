using System.Security.Cryptography;
using FsCheck.Fluent;
using SealedSessions.Format;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

public class SessionRecordTests
{
    [Fact]
    public void AnyBytes_AreReadAsTheSecondReadsThem() => Property.Holds(
        from flags in Gen.Frequency((8, Gen.Choose(0, 3)), (1, Gen.Choose(0, 255)))
        from rest in Gen.Choose(0, 200)
        from kind in Gen.Choose(0, 255)
        from subject in Gen.Choose(0, 40)
        from highTimes in Gen.Elements(true, false)
        select (flags, rest, kind, subject, highTimes),
        static given =>
        {
            var bytes = RandomNumberGenerator.GetBytes(given.rest);
            Put(bytes, 0, (byte)given.flags);
            Put(bytes, 47, (byte)given.subject);
            foreach (var time in (int[])[21, 27, 33])
            {
                // Random times are mostly after the year 9999.
                Put(bytes, time, given.highTimes ? (byte)0xe6 : (byte)1);
            }

            for (var i = 48; i < Math.Min(bytes.Length, 48 + given.subject); i++)
            {
                bytes[i] &= 0x7f;
            }

            Put(bytes, 48 + given.subject, (byte)given.kind);
            Same(bytes);
        },
        times: 5_000);

    [Fact]
    public void EveryLength_IsReadAsTheSecondReadsIt()
    {
        var bytes = SecondPlaintext.Write(new()
        {
            SessionId = RandomNumberGenerator.GetBytes(16),
            Generation = uint.MaxValue,
            AuthenticatedAt = 1,
            IssuedAt = 2,
            ExpiresAt = 3,
            IdleSeconds = 4,
            Epoch = 5,
            Subject = "zoë",
            BindingKind = 3,
            BindingBytes = RandomNumberGenerator.GetBytes(32),
            ClientContext = RandomNumberGenerator.GetBytes(16),
            Payload = [1, 2, 3],
        });

        var read = Enumerable.Range(0, bytes.Length + 1).Count(length => Same(bytes[..length]));

        // Without payload, and with one to three bytes of it.
        Assert.Equal(4, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("zoë\0漢")]
    public void Record_ComesBack(string subject)
    {
        SessionRecord record = new()
        {
            Id = SessionId.New(),
            Generation = 7,
            AuthenticatedAt = 253_402_300_799_999,
            IssuedAt = 0x0102_0304_0506,
            ExpiresAt = 0,
            IdleSeconds = uint.MaxValue,
            Epoch = 0x0a0b_0c0d,
            Subject = subject,
            Binding = SessionBinding.Custom(RandomNumberGenerator.GetBytes(32)),
            Client = ClientContext.From("browser", null),
        };
        var bytes = new byte[record.Size];
        record.Write(bytes);

        Assert.True(SessionRecord.TryRead(bytes, out var read, out var payload));
        Assert.True(payload.IsEmpty);
        Assert.True(record.Binding.Matches(read.Binding));
        Assert.Equal(record with { Binding = null }, read with { Binding = null });
        Assert.Equal(record with { Binding = null, Client = null }, Unbound(record));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("ada", 3)]
    [InlineData("ë", 2)]
    [InlineData("\U0001f511", 4)]
    public void SubjectSize_IsInBytesOfUtf8(string subject, int size) => Assert.Equal(size, SessionRecord.SubjectSize(subject));

    [Fact]
    public void HalfACharacter_HasNoSize() =>
        Assert.All(["\ud83d", "a\udd11", "\udd11\ud83d"], static subject => Assert.Equal(-1, SessionRecord.SubjectSize(subject)));

    private static SessionRecord Unbound(SessionRecord record)
    {
        var plain = record with { Binding = null, Client = null };
        var bytes = new byte[plain.Size];
        plain.Write(bytes);
        Assert.True(SessionRecord.TryRead(bytes, out var read, out _));
        return read;
    }

    private static void Put(byte[] bytes, int place, byte value)
    {
        if (place < bytes.Length)
        {
            bytes[place] = value;
        }
    }

    /// <summary>Whether both read it, after it is certain that both or none does, and all fields are the same.</summary>
    private static bool Same(byte[] bytes)
    {
        SecondSession? second = null;
        try
        {
            second = SecondPlaintext.Read(bytes);
        }
        catch (FormatException)
        {
            // Then the library must not read it either.
        }

        var isRead = SessionRecord.TryRead(bytes, out var record, out var payload);
        Assert.Equal(second is not null, isRead);
        if (isRead)
        {
            UnsealedSession<byte[]> session = new(record, payload.ToArray(), default, default, 0, 0, ResealReasons.None) { Purpose = "shop" };
            Assert.Equivalent(second, BothReaders.Fields(session), strict: true);
        }

        return isRead;
    }
}
