namespace SealedSessions.Tests.Revocation;

public class RevocationEpochTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly uint Seconds = (uint)Now.ToUnixTimeSeconds();

    [Fact]
    public void Epoch_BeginsWithTheClock() => Assert.Equal(new RevocationEpoch(Seconds, Seconds), RevocationEpoch.StartingAt(Now));

    [Fact]
    public void Epoch_OfAStrangeClock_IsStillOne()
    {
        Assert.Equal(1u, RevocationEpoch.StartingAt(DateTimeOffset.MinValue).First);
        Assert.Equal(uint.MaxValue - 1, RevocationEpoch.StartingAt(DateTimeOffset.MaxValue).First);
    }

    [Fact]
    public void NextEpoch_IsHigherAndNotBehindTheClock()
    {
        var epoch = RevocationEpoch.StartingAt(Now);

        Assert.Equal(new RevocationEpoch(Seconds + 1, Seconds), epoch.Next(Now));
        Assert.Equal(new RevocationEpoch(Seconds + 60, Seconds), epoch.Next(Now.AddMinutes(1)));
        Assert.Equal(new RevocationEpoch(Seconds + 1, Seconds), epoch.Next(Now.AddYears(-1)));
        Assert.Equal(new RevocationEpoch(Seconds + 2, Seconds), epoch.Next(Now).Next(Now));
    }

    [Theory]
    [InlineData(10, 10, 10, RevocationStatus.NotRevoked)]
    [InlineData(10, 10, 11, RevocationStatus.NotRevoked)]
    [InlineData(10, 10, 9, RevocationStatus.Forgotten)]
    [InlineData(12, 10, 12, RevocationStatus.NotRevoked)]
    [InlineData(12, 10, 11, RevocationStatus.EverythingRevoked)]
    [InlineData(12, 10, 9, RevocationStatus.EverythingRevoked)]
    [InlineData(12, 10, 0, RevocationStatus.EverythingRevoked)]
    public void Status_IsOfTheEpochThatWasSealed(uint current, uint first, uint sealedEpoch, RevocationStatus status) =>
        Assert.Equal(status, new RevocationEpoch(current, first).StatusOf(sealedEpoch));
}
