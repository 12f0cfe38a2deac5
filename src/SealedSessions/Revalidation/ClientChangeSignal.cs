namespace SealedSessions;

/// <summary>Asks for step-up where user agent or network are not those of the sign-in.</summary>
internal sealed class ClientChangeSignal : ISessionRiskSignal
{
    public ValueTask<RiskVerdict> AssessAsync(RiskContext context, CancellationToken cancellation) =>
        new(context.SealedClient is { } then && context.Client is { } now && then != now ? RiskVerdict.StepUp : RiskVerdict.Continue);
}
