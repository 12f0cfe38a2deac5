namespace SealedSessions.Tests.Agents;

/// <summary>A check of agents' users that answers what a test says, and counts.</summary>
internal sealed class AskedAgentCheck : ISubjectCheck<AgentClaims>
{
    public Func<UnsealedSession<AgentClaims>, SubjectCheckResult<AgentClaims>> Answer { get; set; } = static _ => SubjectCheckResult.Valid<AgentClaims>();

    public int Asked { get; private set; }

    public ValueTask<SubjectCheckResult<AgentClaims>> CheckAsync(UnsealedSession<AgentClaims> session, CancellationToken cancellation)
    {
        Asked++;
        return new(Answer(session));
    }
}
