using System.Security.Cryptography;
using System.Text;
using SealedSessions.Annotations;

namespace SealedSessions;

/// <summary>An agent at work under a user's grant. Asked at each use of a tool; nothing it said before counts.</summary>
public sealed class AgentSession
{
    private readonly AgentSessions _sessions;
    private readonly UnsealedSession<AgentClaims> _session;
    private int _ended;

    internal AgentSession(AgentSessions sessions, UnsealedSession<AgentClaims> session)
    {
        _sessions = sessions;
        _session = session;
    }

    /// <summary>The user on whose behalf the agent acts.</summary>
    public string Subject => _session.Record.Subject;

    /// <summary>Which agent acts.</summary>
    public string Agent => _session.UnverifiedClaims.Agent;

    /// <summary>The task.</summary>
    public string Task => _session.UnverifiedClaims.Task;

    /// <summary>What the user has agreed to.</summary>
    public string Purpose => _session.UnverifiedClaims.Purpose;

    /// <summary>The tools that were approved.</summary>
    public IReadOnlyList<string> Tools => _session.UnverifiedClaims.Tools;

    /// <summary>Names the session.</summary>
    public SessionId Id => _session.Id;

    /// <summary>When the grant ends.</summary>
    public DateTimeOffset ExpiresAt => _session.ExpiresAt;

    /// <summary>Whether the agent may use a tool now. Asks everything again: end, binding, revocation, the user, risk, task, context and approval.</summary>
    /// <param name="tool">The tool's exact name.</param>
    /// <param name="invocation">What is known of the agent now.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Revalidates]
    public async ValueTask<ToolAuthorization> AuthorizeToolAsync(string tool, AgentInvocation invocation = default, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tool);

        if (Volatile.Read(ref _ended) != 0)
        {
            return Answer(tool, new(ToolAuthorizationStatus.SessionRefused, RevalidationStatus.SessionRevoked));
        }

        var revalidated = await _sessions.Manager.RevalidateAsync(_session, invocation.Client, cancellation).ConfigureAwait(false);
        if (!revalidated.Succeeded)
        {
            return Answer(tool, new(ToolAuthorizationStatus.SessionRefused, revalidated.Status));
        }

        if (revalidated.Session.StepUpRequired)
        {
            return Answer(tool, new(ToolAuthorizationStatus.StepUpRequired));
        }

        var claims = revalidated.Session.Claims;
        if (HasDrifted(claims, invocation))
        {
            await EndAsync(cancellation).ConfigureAwait(false);
            return Answer(tool, new(ToolAuthorizationStatus.ContextDrift));
        }

        if (claims.Tools.Contains(tool, StringComparer.Ordinal))
        {
            return Answer(tool, new(ToolAuthorizationStatus.Allowed));
        }

        if (!_sessions.CountRefusal(_session))
        {
            return Answer(tool, new(ToolAuthorizationStatus.NotApproved));
        }

        await EndAsync(cancellation).ConfigureAwait(false);
        return Answer(tool, new(ToolAuthorizationStatus.TooManyRefusals));
    }

    /// <summary>The task is done: ends and revokes the session.</summary>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public ValueTask<bool> CompleteAsync(CancellationToken cancellation = default) => EndAsync(cancellation);

    internal static string Digest(string? context) =>
        context is null ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    private static bool HasDrifted(AgentClaims claims, AgentInvocation invocation) =>
        (invocation.Task is { } task && task != claims.Task)
        || (claims.Context.Length > 0 && claims.Context != Digest(invocation.Context))
        || (claims.Context.Length == 0 && invocation.Context is not null);

    private ValueTask<bool> EndAsync(CancellationToken cancellation)
    {
        Volatile.Write(ref _ended, 1);
        return _sessions.Manager.EndAsync(_session, cancellation);
    }

    private ToolAuthorization Answer(string tool, ToolAuthorization answer)
    {
        _sessions.Audit(_session, tool, answer.Status);
        return answer;
    }
}
