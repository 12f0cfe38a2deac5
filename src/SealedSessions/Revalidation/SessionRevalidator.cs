using Microsoft.Extensions.Logging;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>Asks everything that is to be asked about a session, cheapest and most certain first.</summary>
internal sealed class SessionRevalidator<TClaims>(
    SealedSessionOptions<TClaims> options,
    RevocationGuard revocations,
    SessionRevoker revoker,
    IEnumerable<ISubjectCheck<TClaims>> subjectChecks,
    IEnumerable<ISessionRiskSignal> riskSignals,
    SessionAuditor auditor,
    ILogger logger,
    TimeProvider clock) : ISessionRevalidator<TClaims>
{
    private readonly string _purpose = options.Purpose!;
    private readonly ISubjectCheck<TClaims>[] _subjectChecks = [.. subjectChecks];
    private readonly ISessionRiskSignal[] _riskSignals = [.. riskSignals];
    private readonly SubjectAnswers<TClaims> _answers = new(options.SubjectCheckCachedFor, clock);

    public ValueTask<RevalidationResult<TClaims>> RevalidateAsync(UnsealedSession<TClaims> session, RevalidationContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Require(_purpose);

        if (clock.GetUtcNow() >= session.IdleUntil)
        {
            return new(Refuse(session, RevalidationStatus.Expired));
        }

        if (CheckBinding(session, context.Binding) is { } unbound)
        {
            return new(Refuse(session, unbound));
        }

        var record = session.Record;
        var asked = revocations.CheckAsync(new RevocationQuery(record.Id, record.Subject, session.AuthenticatedAt, record.Epoch, session.KeyId), cancellation);
        if (!asked.IsCompletedSuccessfully || _subjectChecks.Length > 0 || _riskSignals.Length > 0)
        {
            return Continue(session, context, asked, cancellation);
        }

        return new(CheckRevocation(asked.Result, out var isChecked) is { } refused
            ? Refuse(session, refused)
            : Accept(session, session.UnverifiedClaims, claimsChanged: false, isChecked, stepUp: false, context.Client));
    }

    private async ValueTask<RevalidationResult<TClaims>> Continue(
        UnsealedSession<TClaims> session, RevalidationContext context, ValueTask<RevocationStatus?> asked, CancellationToken cancellation)
    {
        using var activity = SessionTelemetry.Start("sealed_sessions.revalidate");

        if (CheckRevocation(await asked.ConfigureAwait(false), out var isChecked) is { } refused)
        {
            return Refuse(session, refused);
        }

        var claims = session.UnverifiedClaims;
        var changed = false;
        if (_subjectChecks.Length > 0)
        {
            var (status, answer) = await CheckSubjectAsync(session, cancellation).ConfigureAwait(false);
            if (status != RevalidationStatus.Success)
            {
                return Refuse(session, status);
            }

            changed = answer.HasChanged;
            claims = answer.HasChanged ? answer.Claims : claims;
        }

        var verdict = await AssessAsync(session, context, cancellation).ConfigureAwait(false);
        if (verdict >= RiskVerdict.Terminate)
        {
            await revoker.RevokeSessionAsync(session.Id, session.RevokedUntil, _purpose, session.Record.Subject, cancellation).ConfigureAwait(false);
            return Refuse(session, RevalidationStatus.Terminated);
        }

        return Accept(session, claims, changed, isChecked, verdict == RiskVerdict.StepUp, context.Client);
    }

    private RevalidationStatus? CheckBinding(UnsealedSession<TClaims> session, SessionBinding? presented)
    {
        var bound = session.Record.Binding;
        if (options.RequiredBinding != SessionBindingKind.None && bound?.Kind != options.RequiredBinding)
        {
            return RevalidationStatus.BindingMissing;
        }

        if (bound is null)
        {
            return null;
        }

        if (presented is null)
        {
            return RevalidationStatus.BindingMissing;
        }

        return bound.Matches(presented) ? null : RevalidationStatus.BindingMismatch;
    }

    private RevalidationStatus? CheckRevocation(RevocationStatus? status, out bool isChecked)
    {
        isChecked = true;
        switch (status)
        {
            case RevocationStatus.NotRevoked:
                return null;
            case RevocationStatus.SessionRevoked:
                return RevalidationStatus.SessionRevoked;
            case RevocationStatus.SubjectRevoked:
                return RevalidationStatus.SubjectRevoked;
            case RevocationStatus.EverythingRevoked:
                return RevalidationStatus.EverythingRevoked;
            case RevocationStatus.KeyRevoked:
                return RevalidationStatus.KeyRevoked;
            default:
                isChecked = false;
                SessionTelemetry.Unchecked(_purpose, options.WhenRevocationsUnavailable);
                if (options.WhenRevocationsUnavailable == StoreFailureMode.FailOpen)
                {
                    return null;
                }

                // A store that has forgotten will not remember; one that does not answer may.
                return status is null ? RevalidationStatus.Unavailable : RevalidationStatus.Forgotten;
        }
    }

    private async ValueTask<(RevalidationStatus Status, SubjectCheckResult<TClaims> Answer)> CheckSubjectAsync(UnsealedSession<TClaims> session, CancellationToken cancellation)
    {
        if (_answers.TryGet(session, out var kept))
        {
            return (RevalidationStatus.Success, kept);
        }

        var answer = SubjectCheckResult.Valid<TClaims>();
        foreach (var check in _subjectChecks)
        {
            SubjectCheckResult<TClaims> result;
            try
            {
                result = await check.CheckAsync(session, cancellation).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                logger.SubjectCheckFailed(_purpose, fault);
                return (RevalidationStatus.Unavailable, default);
            }

            if (!result.IsValid)
            {
                return (RevalidationStatus.SubjectRejected, default);
            }

            answer = result.HasChanged ? result : answer;
        }

        _answers.Keep(session, answer);
        return (RevalidationStatus.Success, answer);
    }

    private async ValueTask<RiskVerdict> AssessAsync(UnsealedSession<TClaims> session, RevalidationContext context, CancellationToken cancellation)
    {
        var gravest = RiskVerdict.Continue;
        foreach (var signal in _riskSignals)
        {
            RiskVerdict verdict;
            try
            {
                var risk = new RiskContext(session.Id, session.Record.Subject, session.AuthenticatedAt, session.Record.Client, context.Client, context.Host);
                verdict = await signal.AssessAsync(risk, cancellation).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                logger.RiskSignalFailed(_purpose, fault);
                verdict = RiskVerdict.StepUp;
            }

            gravest = verdict > gravest ? verdict : gravest;
        }

        return gravest;
    }

    private RevalidationResult<TClaims> Accept(UnsealedSession<TClaims> session, TClaims claims, bool claimsChanged, bool isChecked, bool stepUp, ClientContext? client)
    {
        SessionTelemetry.Revalidated(_purpose, RevalidationStatus.Success);
        return new(new RevalidatedSession<TClaims>(session, claims, claimsChanged, isChecked, stepUp, clock) { Client = client });
    }

    private RevalidationResult<TClaims> Refuse(UnsealedSession<TClaims> session, RevalidationStatus status)
    {
        SessionTelemetry.Revalidated(_purpose, status);
        auditor.Record(SessionAuditKind.Refused, _purpose, session.Id, session.Record.Subject, status.ToString());
        return new(status);
    }
}
