using System.Diagnostics.CodeAnalysis;

namespace SealedSessions;

/// <summary>An agent's session, or the reason why there is none.</summary>
public readonly struct AgentSessionResult
{
    internal AgentSessionResult(RevalidationStatus status, UnsealStatus unseal, AgentSession? session)
    {
        Status = status;
        Unseal = unseal;
        Session = session;
    }

    /// <summary>Whether the session is good, or why not.</summary>
    public RevalidationStatus Status { get; }

    /// <summary>What became of the token.</summary>
    public UnsealStatus Unseal { get; }

    /// <summary>Whether there is a session.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    public bool Succeeded => Status == RevalidationStatus.Success;

    /// <summary>The session; null where it is not good.</summary>
    public AgentSession? Session { get; }
}
