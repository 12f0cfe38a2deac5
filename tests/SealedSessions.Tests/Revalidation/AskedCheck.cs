namespace SealedSessions.Tests.Revalidation;

/// <summary>A subject check that answers what a test says, and counts.</summary>
internal sealed class AskedCheck(Func<UnsealedSession<ShopClaims>, SubjectCheckResult<ShopClaims>> answer) : ISubjectCheck<ShopClaims>
{
    private int _asked;

    public Func<UnsealedSession<ShopClaims>, SubjectCheckResult<ShopClaims>> Answer { get; set; } = answer;

    public int Asked => Volatile.Read(ref _asked);

    public ValueTask<SubjectCheckResult<ShopClaims>> CheckAsync(UnsealedSession<ShopClaims> session, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return new(Answer(session));
    }
}
