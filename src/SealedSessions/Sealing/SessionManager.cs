using SealedSessions.Annotations;
using SealedSessions.Format;
using SealedSessions.Hosting;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>Sessions of one kind from sign-in to sign-out: begins, opens, revalidates, renews, steps up and ends them. Safe for use by many threads.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class SessionManager<TClaims> : ISessionRevalidator<TClaims>
{
    private readonly SealedSessionOptions<TClaims> _options;
    private readonly SessionServices _services;
    private readonly SessionRevalidator<TClaims> _revalidator;
    private readonly SessionRenewal<TClaims> _renewal;

    internal SessionManager(SealedSessionOptions<TClaims> options, SessionServices services, IEnumerable<ISubjectCheck<TClaims>> subjectChecks)
    {
        _options = options;
        _services = services;
        Sealer = new SessionSealer<TClaims>(options, services.Keys, services.Clock);
        _revalidator = new SessionRevalidator<TClaims>(
            options, services.Revocations, services.Revoker, subjectChecks, services.RiskSignals, services.Auditor, services.Logger, services.Clock);
        _renewal = new SessionRenewal<TClaims>(
            Sealer, services.Keys, services.Successors, options.SuccessorWindow, services.RevocationOptions.StoreTimeout, services.Logger, services.Clock);
    }

    /// <summary>Seals and opens, without asking whether a session is still good.</summary>
    public SessionSealer<TClaims> Sealer { get; }

    /// <summary>Begins a session: always a new id, whatever the client has brought (ASVS 5.0, 7.2.4).</summary>
    /// <param name="session">The session.</param>
    /// <param name="context">Where the token will be used.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException">The subject is empty, no valid text or longer than 255 bytes, or the session would be expired at once.</exception>
    /// <exception cref="RevocationStoreUnavailableException">The store cannot be asked for its epoch, and the choice is <see cref="StoreFailureMode.FailClosed"/>.</exception>
    /// <exception cref="SealedTokenTooLongException">The claims are too many.</exception>
    public async ValueTask<SealedToken> StartAsync(NewSession<TClaims> session, SealContext context = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        RequireBinding(session);
        var started = session with { Epoch = await EpochAsync(cancellation).ConfigureAwait(false) };
        var record = Begin(started);
        var token = Sealer.Seal(record, session.Claims, context);
        Began(record.Id, record.Subject, SessionAuditKind.Issued);
        return token;
    }

    /// <summary>Opens a token. Never throws on what a client can send, and gives no claims to decide by.</summary>
    /// <param name="token">The token, or null.</param>
    /// <param name="context">Where the token is used; the same as when it was sealed.</param>
    [Unseals]
    public UnsealResult<TClaims> Unseal(string? token, SealContext context = default)
    {
        var result = Sealer.Unseal(token, context);
        if (result.Status is not (UnsealStatus.Success or UnsealStatus.Missing))
        {
            _services.Auditor.Record(SessionAuditKind.Refused, Sealer.Purpose, null, "", result.Status.ToString());
        }

        return result;
    }

    /// <inheritdoc/>
    [Revalidates]
    public ValueTask<RevalidationResult<TClaims>> RevalidateAsync(UnsealedSession<TClaims> session, RevalidationContext context = default, CancellationToken cancellation = default) =>
        _revalidator.RevalidateAsync(session, context, cancellation);

    /// <summary>Opens a token and revalidates the session.</summary>
    /// <param name="token">The token, or null.</param>
    /// <param name="context">Where the token is used; the same as when it was sealed.</param>
    /// <param name="client">The client that presents it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Revalidates]
    public ValueTask<RevalidationResult<TClaims>> OpenAsync(string? token, SealContext context = default, RevalidationContext client = default, CancellationToken cancellation = default)
    {
        var unsealed = Unseal(token, context);
        return unsealed.Succeeded
            ? _revalidator.RevalidateAsync(unsealed.Session, client, cancellation)
            : new(new RevalidationResult<TClaims>(RevalidationStatus.NotUnsealed, unsealed.Status));
    }

    /// <summary>
    /// Seals a session anew: same id, authentication time and absolute end, one generation on. Parallel calls for one generation, also on other
    /// nodes, get the same token.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SealedTokenTooLongException">The claims are too many.</exception>
    public ValueTask<SealedToken> RenewAsync(RevalidatedSession<TClaims> session, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return RenewAsync(session, session.Claims, cancellation);
    }

    /// <summary>
    /// Seals a session anew with other claims: same id, authentication time and absolute end, one generation on. Of two requests that do so at the
    /// same time, the client keeps the token that arrives last.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="claims">The claims from now on.</param>
    /// <exception cref="SealedTokenTooLongException">The claims are too many.</exception>
    public SealedToken Update(RevalidatedSession<TClaims> session, TClaims claims)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Unsealed.Require(Sealer.Purpose);
        var token = Sealer.Seal(Sealer.Next(session.Record), claims, session.Unsealed.Context);
        _services.Auditor.Record(SessionAuditKind.Renewed, Sealer.Purpose, session.Id, session.Subject, nameof(ResealReasons.ClaimsChanged));
        return token;
    }

    /// <summary>
    /// The subject has proved again who it is. Begins a new session with the same absolute end, authenticated now, and ends the former (ASVS 5.0, 7.2.4).
    /// Call it only after a password, passkey or other factor was checked.
    /// </summary>
    /// <param name="session">The session that steps up.</param>
    /// <param name="context">Where the token will be used.</param>
    /// <param name="claims">The claims from now on, or null for the former ones.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RevocationStoreUnavailableException">The store cannot be asked for its epoch, and the choice is <see cref="StoreFailureMode.FailClosed"/>.</exception>
    public async ValueTask<SealedToken> StepUpAsync(RevalidatedSession<TClaims> session, SealContext context = default, SessionClaims<TClaims>? claims = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Unsealed.Require(Sealer.Purpose);
        var record = Begin(new NewSession<TClaims>
        {
            Subject = session.Subject,
            Claims = claims is null ? session.Claims : claims.Value,
            Binding = session.Record.Binding,
            // The client that has proved it now, so that its change since sign-in is settled.
            Client = session.Record.Client is null ? null : session.Client ?? session.Record.Client,
            ExpiresAt = session.ExpiresAt,
            Idle = TimeSpan.FromSeconds(session.Record.IdleSeconds),
            Epoch = await EpochAsync(cancellation).ConfigureAwait(false),
        });
        var token = Sealer.Seal(record, claims is null ? session.Claims : claims.Value, context);
        await EndAsync(session, cancellation).ConfigureAwait(false);
        Began(record.Id, record.Subject, SessionAuditKind.SteppedUp);
        return token;
    }

    /// <summary>Ends a session: sign-out. It is final; no renewal that runs meanwhile undoes it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public ValueTask<bool> EndAsync(RevalidatedSession<TClaims> session, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return EndAsync(session.Unsealed, cancellation);
    }

    /// <summary>Ends a session that has opened but need not be good: signing out needs no trust.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public ValueTask<bool> EndAsync(UnsealedSession<TClaims> session, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _services.Revoker.RevokeSessionAsync(session.Id, session.RevokedUntil, Sealer.Purpose, session.Record.Subject, cancellation);
    }

    internal async ValueTask<SealedToken> RenewAsync(RevalidatedSession<TClaims> session, TClaims claims, CancellationToken cancellation)
    {
        session.Unsealed.Require(Sealer.Purpose);
        var token = await _renewal.RenewAsync(session, claims, cancellation).ConfigureAwait(false);
        _services.Auditor.Record(SessionAuditKind.Renewed, Sealer.Purpose, session.Id, session.Subject, session.NeedsReseal.ToString());
        return token;
    }

    /// <summary>The epoch for a new session.</summary>
    internal async ValueTask<uint> EpochAsync(CancellationToken cancellation)
    {
        if (await _services.Revocations.GetEpochAsync(cancellation).ConfigureAwait(false) is { } epoch)
        {
            return epoch.Current;
        }

        // With FailOpen the session begins under the last epoch that is known. That may be too early, and then the session is refused;
        // 0 is too early wherever everything has been revoked before.
        return _options.WhenRevocationsUnavailable == StoreFailureMode.FailOpen
            ? _services.Revocations.LastEpoch
            : throw new RevocationStoreUnavailableException("No session can begin: the revocation store does not answer, and WhenRevocationsUnavailable is FailClosed.");
    }

    /// <summary>The record of a new session.</summary>
    internal SessionRecord Begin(NewSession<TClaims> session) => Sealer.Start(session, _services.Revoker.EarliestSignIn(session.Subject));

    /// <summary>A session that this process has begun or renewed a moment ago, as the rest of the request sees it.</summary>
    internal RevalidationResult<TClaims> Made(SealedToken token, SealContext context) =>
        Sealer.Unseal(token.Value, context) is { Succeeded: true, Session: var made }
            ? new(new RevalidatedSession<TClaims>(made, made.UnverifiedClaims, claimsChanged: false, revocationChecked: true, stepUpRequired: false, _services.Clock))
            : new(RevalidationStatus.Expired);

    internal void RequireBinding(NewSession<TClaims> session)
    {
        if (_options.RequiredBinding != SessionBindingKind.None && session.Binding?.Kind != _options.RequiredBinding)
        {
            throw new ArgumentException($"Sessions of '{Sealer.Purpose}' must be bound to a {_options.RequiredBinding}, and the new session is not.", nameof(session));
        }
    }

    internal void Began(SessionId session, string subject, SessionAuditKind how)
    {
        _services.Auditor.Record(how, Sealer.Purpose, session, subject, "");
        SessionTelemetry.Issued(Sealer.Purpose, how.ToString());
    }
}
