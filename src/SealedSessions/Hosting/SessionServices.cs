using Microsoft.Extensions.Logging;
using SealedSessions.Observability;

namespace SealedSessions.Hosting;

/// <summary>What all kinds of session share.</summary>
internal sealed class SessionServices(
    IKeyRing keys,
    RevocationGuard revocations,
    SessionRevoker revoker,
    SessionAuditor auditor,
    IEnumerable<ISessionRiskSignal> riskSignals,
    ISessionSuccessors? successors,
    RevocationOptions revocationOptions,
    ILogger logger,
    TimeProvider clock)
{
    public IKeyRing Keys => keys;

    public RevocationGuard Revocations => revocations;

    public SessionRevoker Revoker => revoker;

    public SessionAuditor Auditor => auditor;

    public IEnumerable<ISessionRiskSignal> RiskSignals => riskSignals;

    public ISessionSuccessors? Successors => successors;

    public RevocationOptions RevocationOptions => revocationOptions;

    public ILogger Logger => logger;

    public TimeProvider Clock => clock;
}
