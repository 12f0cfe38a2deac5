using System.Collections.Concurrent;
using SealedSessions.Hosting;

namespace SealedSessions;

/// <summary>Begins and opens sessions of agents that act for a user.</summary>
public sealed class AgentSessions
{
    private const int MostCounted = 10_000;

    private readonly AgentSessionOptions _options;
    private readonly SessionServices _services;
    private readonly ConcurrentDictionary<SessionId, int> _refusals = new();

    internal AgentSessions(AgentSessionOptions options, SessionServices services, IEnumerable<ISubjectCheck<AgentClaims>> subjectChecks)
    {
        _options = options;
        _services = services;
        Manager = new SessionManager<AgentClaims>(options.ToSession(), services, subjectChecks);
    }

    internal SessionManager<AgentClaims> Manager { get; }

    /// <summary>Begins a session for an agent. Call it where the user has approved task and tools, under a session of the user that is revalidated.</summary>
    /// <param name="grant">What the user hands over.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentException">The grant names no tool, agent or task, or is longer than <see cref="AgentSessionOptions.LongestLifetime"/>.</exception>
    /// <exception cref="RevocationStoreUnavailableException">The store cannot be asked, and the choice is <see cref="StoreFailureMode.FailClosed"/>.</exception>
    public ValueTask<SealedToken> StartAsync(AgentGrant grant, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentException.ThrowIfNullOrWhiteSpace(grant.Agent);
        ArgumentException.ThrowIfNullOrWhiteSpace(grant.Task);
        ArgumentException.ThrowIfNullOrWhiteSpace(grant.Purpose);

        if (grant.Tools is not { Count: > 0 } || grant.Tools.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A grant names at least one tool, each by its exact name.", nameof(grant));
        }

        if (grant.Lifetime < TimeSpan.FromSeconds(1) || grant.Lifetime > _options.LongestLifetime)
        {
            throw new ArgumentException($"A grant lasts from one second to {_options.LongestLifetime}; see AgentSessionOptions.LongestLifetime.", nameof(grant));
        }

        var claims = new AgentClaims(grant.Agent, grant.Task, grant.Purpose, [.. grant.Tools.Distinct(StringComparer.Ordinal)], AgentSession.Digest(grant.Context));
        return Manager.StartAsync(
            new NewSession<AgentClaims>
            {
                Subject = grant.Subject,
                Claims = claims,
                Binding = grant.Binding,
                ExpiresAt = _services.Clock.GetUtcNow() + grant.Lifetime,
            },
            cancellation: cancellation);
    }

    /// <summary>Opens an agent's session and revalidates it. Each use of a tool is asked about again.</summary>
    /// <param name="token">The token, or null.</param>
    /// <param name="invocation">What is known of the agent now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<AgentSessionResult> OpenAsync(string? token, AgentInvocation invocation = default, CancellationToken cancellation = default)
    {
        var opened = await Manager.OpenAsync(token, default, invocation.Client, cancellation).ConfigureAwait(false);
        return new AgentSessionResult(opened.Status, opened.Unseal, opened.Succeeded ? new AgentSession(this, opened.Session.Unsealed) : null);
    }

    /// <summary>Counts a tool that was not approved. True where that was one too many.</summary>
    internal bool CountRefusal(UnsealedSession<AgentClaims> session)
    {
        if (_refusals.Count >= MostCounted)
        {
            _refusals.Clear();
        }

        return _refusals.AddOrUpdate(session.Id, 1, (_, count) => count + 1) >= _options.MaxRefusals;
    }

    internal void Audit(UnsealedSession<AgentClaims> session, string tool, ToolAuthorizationStatus status) =>
        _services.Auditor.Record(SessionAuditKind.ToolAsked, Manager.Sealer.Purpose, session.Id, session.Record.Subject, $"{tool} {status}");
}
