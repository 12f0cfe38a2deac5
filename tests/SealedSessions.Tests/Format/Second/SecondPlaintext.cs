namespace SealedSessions.Tests.Format.Second;

/// <summary>The bytes that are encrypted.</summary>
internal static class SecondPlaintext
{
    private const int HasBinding = 1;
    private const int HasClientContext = 2;

    // 9999-12-31T23:59:59.999Z: six bytes hold later times, calendars do not.
    private const long LatestTime = 253_402_300_799_999;

    /// <summary>Everything before the payload.</summary>
    public static byte[] Head(SecondSession session)
    {
        var subject = SecondText.Bytes(session.Subject);
        var record = new SecondRecordWriter()
            .Number((session.BindingKind is null ? 0 : HasBinding) + (session.ClientContext is null ? 0 : HasClientContext), 1)
            .Exactly(16, session.SessionId)
            .Number(session.Generation, 4)
            .Number(InTheCalendar(session.AuthenticatedAt), 6)
            .Number(InTheCalendar(session.IssuedAt), 6)
            .Number(InTheCalendar(session.ExpiresAt), 6)
            .Number(AtLeastOne(session.IdleSeconds), 4)
            .Number(session.Epoch, 4)
            .Number(subject.Length, 1)
            .Bytes(subject);

        if (session.BindingKind is { } kind)
        {
            record.Number(Known(kind), 1).Exactly(32, session.BindingBytes ?? []);
        }

        if (session.ClientContext is { } context)
        {
            record.Exactly(16, context);
        }

        return record.ToArray();
    }

    public static byte[] Write(SecondSession session) => [.. Head(session), .. session.Payload];

    /// <exception cref="FormatException">The bytes do not have the layout.</exception>
    public static SecondSession Read(byte[] plaintext)
    {
        SecondRecordReader record = new(plaintext);
        var flags = record.Number(1);
        if ((flags & ~(HasBinding | HasClientContext)) != 0)
        {
            throw new FormatException("Flags of another version.");
        }

        SecondSession session = new()
        {
            SessionId = record.Bytes(16),
            Generation = (uint)record.Number(4),
            AuthenticatedAt = InTheCalendar(record.Number(6)),
            IssuedAt = InTheCalendar(record.Number(6)),
            ExpiresAt = InTheCalendar(record.Number(6)),
            IdleSeconds = AtLeastOne((uint)record.Number(4)),
            Epoch = (uint)record.Number(4),
            Subject = SecondText.Read(record.Bytes((int)record.Number(1))),
        };

        if ((flags & HasBinding) != 0)
        {
            session.BindingKind = Known((byte)record.Number(1));
            session.BindingBytes = record.Bytes(32);
        }

        if ((flags & HasClientContext) != 0)
        {
            session.ClientContext = record.Bytes(16);
        }

        session.Payload = record.Rest();
        return session;
    }

    private static long InTheCalendar(long time) =>
        time <= LatestTime ? time : throw new FormatException("A time after the year 9999.");

    private static uint AtLeastOne(uint idleSeconds) =>
        idleSeconds > 0 ? idleSeconds : throw new FormatException("An idle window of nothing.");

    private static byte Known(byte bindingKind) =>
        bindingKind is 1 or 2 or 3 or 255 ? bindingKind : throw new FormatException("A binding of another kind.");
}
