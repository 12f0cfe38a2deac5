namespace SealedSessions;

/// <summary>What a user hands to an agent: a task, some tools, a short while.</summary>
public sealed record AgentGrant
{
    /// <summary>The user on whose behalf the agent acts. Revoking the user's sessions ends the agent's too.</summary>
    public required string Subject { get; init; }

    /// <summary>Which agent acts.</summary>
    public required string Agent { get; init; }

    /// <summary>The task; it ends with the session.</summary>
    public required string Task { get; init; }

    /// <summary>What the user has agreed to, in words for the audit log.</summary>
    public required string Purpose { get; init; }

    /// <summary>The tools that were approved, by exact name. At least one.</summary>
    public required IReadOnlyCollection<string> Tools { get; init; }

    /// <summary>How long the agent may act, at most <see cref="AgentSessionOptions.LongestLifetime"/>.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The context that was approved, for example the conversation's id or the document's version; another one ends the session. Null where none is meant.</summary>
    /// <value>null</value>
    public string? Context { get; init; }

    /// <summary>What the agent's workload must prove, or null.</summary>
    /// <value>null</value>
    public SessionBinding? Binding { get; init; }
}
