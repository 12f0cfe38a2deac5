using System.Diagnostics.CodeAnalysis;

namespace SealedSessions;

/// <summary>A session that may be trusted, or the reason why there is none.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public readonly struct RevalidationResult<TClaims>
{
    internal RevalidationResult(RevalidationStatus status, UnsealStatus unseal = UnsealStatus.Success)
    {
        Status = status;
        Unseal = unseal;
    }

    internal RevalidationResult(RevalidatedSession<TClaims> session)
    {
        Status = RevalidationStatus.Success;
        Unseal = UnsealStatus.Success;
        Session = session;
    }

    /// <summary>Whether the session is good, or why not.</summary>
    public RevalidationStatus Status { get; }

    /// <summary>What became of the token; <see cref="UnsealStatus.Success"/> unless <see cref="Status"/> is <see cref="RevalidationStatus.NotUnsealed"/>.</summary>
    public UnsealStatus Unseal { get; }

    /// <summary>Whether the session is good.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    public bool Succeeded => Status == RevalidationStatus.Success;

    /// <summary>The session; null where it is not good.</summary>
    public RevalidatedSession<TClaims>? Session { get; }
}
