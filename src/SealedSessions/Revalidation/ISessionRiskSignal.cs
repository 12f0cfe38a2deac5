namespace SealedSessions;

/// <summary>
/// Watches sessions after sign-in: escalating scope, repeated failed approvals, unusual volume. What it throws asks for step-up.
/// </summary>
public interface ISessionRiskSignal
{
    /// <summary>Judges one use of a session.</summary>
    /// <param name="context">The session and its client.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<RiskVerdict> AssessAsync(RiskContext context, CancellationToken cancellation);
}
