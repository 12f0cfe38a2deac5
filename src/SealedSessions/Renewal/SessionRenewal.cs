using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>Renews sessions once: all requests that carry one generation get the same successor, in this process and through the shared store.</summary>
internal sealed class SessionRenewal<TClaims>(
    SessionSealer<TClaims> sealer,
    IKeyRing keys,
    ISessionSuccessors? shared,
    TimeSpan window,
    TimeSpan storeTimeout,
    ILogger logger,
    TimeProvider clock)
{
    private readonly ConcurrentDictionary<(SessionId Session, uint Generation), Flight> _flights = new();
    private readonly SuccessorCipher _cipher = new(keys, sealer.Purpose);
    private long _purgeAt;

    public async ValueTask<SealedToken> RenewAsync(RevalidatedSession<TClaims> session, TClaims claims, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var name = (session.Id, session.Generation);

        // Of flights that start together only the one that is kept runs.
        var flight = _flights.AddOrUpdate(
            name,
            _ => new Flight(now + window, () => RunAsync(session, claims)),
            (_, former) => former.Until > now ? former : new Flight(now + window, () => RunAsync(session, claims)));

        try
        {
            return await flight.Token.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _flights.TryRemove(new(name, flight));
            throw;
        }
        finally
        {
            Purge(now);
        }
    }

    private async Task<SealedToken> RunAsync(RevalidatedSession<TClaims> session, TClaims claims)
    {
        using var activity = SessionTelemetry.Start("sealed_sessions.renew");
        var candidate = sealer.Seal(sealer.Next(session.Record), claims, session.Unsealed.Context);
        if (shared is null)
        {
            SessionTelemetry.Renewed(sealer.Purpose, "renewed");
            return candidate;
        }

        try
        {
            var wrapped = _cipher.Wrap(session.Id, session.Generation, candidate.Value);
            var stored = await BoundedCall.RunAsync(
                token => shared.GetOrAddAsync(session.Id, session.Generation, wrapped, window, token), storeTimeout, CancellationToken.None).ConfigureAwait(false);
            var token = _cipher.Unwrap(session.Id, session.Generation, stored);
            SessionTelemetry.Renewed(sealer.Purpose, token == candidate.Value ? "renewed" : "shared");
            return token is null ? candidate : new SealedToken(token, session.Id, session.Record.ExpiresAt);
        }
        catch (Exception fault)
        {
            // Two nodes may then hand out different successors; both are good.
            logger.SuccessorNotShared(fault);
            SessionTelemetry.StoreFailed();
            SessionTelemetry.Renewed(sealer.Purpose, "unshared");
            return candidate;
        }
    }

    /// <summary>Forgets the tokens whose window is over, once in a window.</summary>
    private void Purge(DateTimeOffset now)
    {
        var purgeAt = Volatile.Read(ref _purgeAt);
        if (now.UtcTicks < purgeAt || Interlocked.CompareExchange(ref _purgeAt, (now + window).UtcTicks, purgeAt) != purgeAt)
        {
            return;
        }

        foreach (var flight in _flights)
        {
            if (flight.Value.Until <= now)
            {
                _flights.TryRemove(flight);
            }
        }
    }

    private sealed class Flight(DateTimeOffset until, Func<Task<SealedToken>> run)
    {
        public DateTimeOffset Until => until;

        public Lazy<Task<SealedToken>> Token { get; } = new(run);
    }
}
