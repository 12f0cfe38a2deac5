namespace SealedSessions;

/// <summary>One revocation, so that it can be written again.</summary>
internal sealed record PendingRevocation(Func<ISessionRevocations, CancellationToken, ValueTask> Write, bool IsEverything)
{
    public ValueTask WriteAsync(ISessionRevocations store, CancellationToken cancellation) => Write(store, cancellation);

    public static PendingRevocation Session(SessionId session, DateTimeOffset until) =>
        new((store, cancellation) => store.RevokeSessionAsync(session, until, cancellation), IsEverything: false);

    public static PendingRevocation Subject(string subject, DateTimeOffset before, DateTimeOffset until) =>
        new((store, cancellation) => store.RevokeSubjectAsync(subject, before, until, cancellation), IsEverything: false);

    public static PendingRevocation Key(SealingKeyId key, DateTimeOffset until) =>
        new((store, cancellation) => store.RevokeKeyAsync(key, until, cancellation), IsEverything: false);

    public static PendingRevocation Everything() =>
        new((store, cancellation) => store.RevokeEverythingAsync(cancellation), IsEverything: true);
}
