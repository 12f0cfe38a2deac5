namespace SealedSessions;

/// <summary>A session at its start, as sign-in knows it.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed record NewSession<TClaims>
{
    /// <summary>Who the session belongs to: the user's, service's or agent's stable id, at most 255 bytes in UTF-8. Sessions of a subject are revoked by it.</summary>
    public required string Subject { get; init; }

    /// <summary>What the session says about the subject.</summary>
    public required TClaims Claims { get; init; }

    /// <summary>What the session is bound to, or null.</summary>
    /// <value>null</value>
    public SessionBinding? Binding { get; init; }

    /// <summary>The client's soft signals at sign-in, or null.</summary>
    /// <value>null</value>
    public ClientContext? Client { get; init; }

    /// <summary>When the subject proved who it is, if that was earlier than now (for example a provider's <c>auth_time</c>). The absolute lifetime counts from it.</summary>
    /// <value>null: now</value>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>An end earlier than the policy's.</summary>
    /// <value>null: the policy's</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>An idle timeout shorter than the policy's.</summary>
    /// <value>null: the policy's</value>
    public TimeSpan? Idle { get; init; }

    /// <summary>The revocation epoch at sign-in. <see cref="SessionManager{TClaims}"/> fills it in.</summary>
    /// <value>0</value>
    public uint Epoch { get; init; }
}
