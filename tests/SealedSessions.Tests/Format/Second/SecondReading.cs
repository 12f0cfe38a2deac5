namespace SealedSessions.Tests.Format.Second;

/// <summary>One of <see cref="SecondStatus"/>, and the session only with <see cref="SecondStatus.Success"/>.</summary>
internal sealed record SecondReading(string Status, SecondSession? Session = null);
