namespace SealedSessions.Tests.Revalidation;

/// <summary>A risk signal that answers what a test says, and keeps what it was shown.</summary>
internal sealed class AskedSignal(Func<RiskContext, RiskVerdict> answer) : ISessionRiskSignal
{
    public Func<RiskContext, RiskVerdict> Answer { get; set; } = answer;

    public List<RiskContext> Seen { get; } = [];

    public ValueTask<RiskVerdict> AssessAsync(RiskContext context, CancellationToken cancellation)
    {
        Seen.Add(context);
        return new(Answer(context));
    }
}
