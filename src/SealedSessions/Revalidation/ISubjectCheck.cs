namespace SealedSessions;

/// <summary>
/// Asks the application whether a subject may still have its session: is the account enabled, is its security stamp or privilege
/// version the one in the claims? What it throws refuses the session.
/// </summary>
/// <typeparam name="TClaims">The claims.</typeparam>
/// <remarks>ASVS 5.0, 7.4.2 (disabled accounts), 7.4.3 (changed factors), 8.3.2 (changed authorisation acts at once).</remarks>
public interface ISubjectCheck<TClaims>
{
    /// <summary>Answers for one session.</summary>
    /// <param name="session">The session. It passed binding and revocation, and is not yet trusted.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<SubjectCheckResult<TClaims>> CheckAsync(UnsealedSession<TClaims> session, CancellationToken cancellation);
}
