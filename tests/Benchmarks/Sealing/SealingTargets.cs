namespace Benchmarks.Sealing;

/// <summary>What sealing promises, beside Data Protection in the same run.</summary>
internal static class SealingTargets
{
    /// <summary>A ticket with a handful of claims.</summary>
    public const int SmallCookie = 578;

    public static IEnumerable<Target> Of(Contestants contest)
    {
        var (own, size) = (contest.Sealed, $"{contest.PayloadSize} B");
        var isSmall = contest.PayloadSize == SmallCookie;
        yield return new($"{size}: unseal / Data Protection default", own.Unseal.RatioTo(contest.Default.Unseal), isSmall ? 0.5 : 0.4);
        yield return new($"{size}: unseal / Data Protection GCM", own.Unseal.RatioTo(contest.Gcm.Unseal), isSmall ? 0.8 : 0.7);
        yield return new($"{size}: seal / Data Protection default", own.Seal.RatioTo(contest.Default.Seal), isSmall ? 0.5 : 0.45);
        yield return new($"{size}: seal / Data Protection GCM", own.Seal.RatioTo(contest.Gcm.Seal), isSmall ? 0.8 : 0.75);
        yield return new($"{size}: unseal / cached AesGcm with base64url", own.Unseal.RatioTo(contest.Bare.Unseal), 3.5);
        yield return new($"{size}: bytes allocated by unseal / Data Protection default", own.Unseal.Bytes / contest.Default.Unseal.Bytes, 0.5);
        yield return new($"{size}: bytes allocated by seal / Data Protection default", own.Seal.Bytes / contest.Default.Seal.Bytes, 0.5);
        yield return new($"{size}: characters of the token", own.Size, Math.Floor(4 * (contest.PayloadSize + 130) / 3.0));
        if (isSmall)
        {
            yield return new($"{size}: bytes allocated by unseal", own.Unseal.Bytes, 2560);
        }
    }
}
