using System.Diagnostics.CodeAnalysis;

namespace SealedSessions;

/// <summary>What became of a token: a session that is not yet trusted, or the reason why there is none.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public readonly struct UnsealResult<TClaims>
{
    internal UnsealResult(UnsealStatus status) => Status = status;

    internal UnsealResult(UnsealedSession<TClaims> session)
    {
        Status = UnsealStatus.Success;
        Session = session;
    }

    /// <summary>What became of the token.</summary>
    public UnsealStatus Status { get; }

    /// <summary>Whether the token opened.</summary>
    [MemberNotNullWhen(true, nameof(Session))]
    public bool Succeeded => Status == UnsealStatus.Success;

    /// <summary>The session, to be given to <see cref="ISessionRevalidator{TClaims}"/>; null where the token did not open.</summary>
    public UnsealedSession<TClaims>? Session { get; }
}
