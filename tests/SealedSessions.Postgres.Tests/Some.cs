namespace SealedSessions.Postgres.Tests;

/// <summary>Values that mean nothing by themselves.</summary>
internal static class Some
{
    public static SealingKeyId Key => SealingKeyId.Parse("0badcafe");

    /// <summary>To the millisecond, as sessions carry it.</summary>
    public static DateTimeOffset Time => new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    public static DateTimeOffset Later => DateTimeOffset.UtcNow.AddDays(1);

    /// <summary>A schema that no other test has.</summary>
    public static string Schema() => $"s{Guid.NewGuid():N}";

    public static RevocationQuery Query(
        RevocationEpoch epoch, SessionId? session = null, string subject = "ada", DateTimeOffset? authenticatedAt = null, SealingKeyId? key = null) =>
        new(session ?? SessionId.New(), subject, authenticatedAt ?? Time, epoch.Current, key ?? Key);
}
