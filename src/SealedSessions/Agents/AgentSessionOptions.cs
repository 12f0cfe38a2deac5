namespace SealedSessions;

/// <summary>How sessions of agents are kept.</summary>
public sealed class AgentSessionOptions
{
    /// <summary>The longest lifetime of a grant, from one second to 24 hours.</summary>
    /// <value>1 hour</value>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many tools that were not approved an agent may ask for before its session ends, from 1 to 100.</summary>
    /// <value>3</value>
    public int MaxRefusals { get; set; } = 3;

    /// <summary>What happens to agents while it cannot be known whether their sessions are revoked.</summary>
    /// <value><see cref="StoreFailureMode.FailClosed"/></value>
    public StoreFailureMode WhenRevocationsUnavailable { get; set; } = StoreFailureMode.FailClosed;

    internal SealedSessionOptions<AgentClaims> ToSession() => new()
    {
        Purpose = "sealed-sessions/agent",
        Lifetime = new SessionLifetime { Absolute = LongestLifetime, Idle = LongestLifetime },
        Payload = SessionPayload.Json(AgentJson.Default.AgentClaims),
        WhenRevocationsUnavailable = WhenRevocationsUnavailable,
    };

    internal IEnumerable<string> Faults()
    {
        if (LongestLifetime < TimeSpan.FromSeconds(1) || LongestLifetime > TimeSpan.FromHours(24))
        {
            yield return $"AgentSessionOptions.LongestLifetime is {LongestLifetime}. Set it between one second and 24 hours; an agent that needs longer is granted a new session.";
        }

        if (MaxRefusals is < 1 or > 100)
        {
            yield return $"AgentSessionOptions.MaxRefusals is {MaxRefusals}. Set it between 1 and 100.";
        }

        foreach (var fault in ToSession().Faults().Where(fault => !fault.Contains("lifetime", StringComparison.Ordinal)))
        {
            yield return fault;
        }
    }
}
