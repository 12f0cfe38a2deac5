using SealedSessions.Annotations;

namespace SealedSessions;

/// <summary>Asks whether an unsealed session is still good: end, binding, revocation, subject, risk, in this order.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public interface ISessionRevalidator<TClaims>
{
    /// <summary>Turns an unsealed session into one to trust, or says why not.</summary>
    /// <param name="session">What unsealing gave.</param>
    /// <param name="context">The client that presents it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [Revalidates]
    ValueTask<RevalidationResult<TClaims>> RevalidateAsync(UnsealedSession<TClaims> session, RevalidationContext context = default, CancellationToken cancellation = default);
}
