using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>
/// Opens the tickets of one scheme. The framework calls it without a request and without waiting, so <see cref="SealedCookieEvents"/> seals, and
/// <see cref="SealedCookieManager"/> puts the token into the place that is kept for it here.
/// </summary>
internal sealed class SealedTicketFormat(Func<SealedCookieScheme> findScheme) : ISecureDataFormat<AuthenticationTicket>
{
    /// <summary>Stands for the token until it is written.</summary>
    public const string Place = "sealed";

    public string Protect(AuthenticationTicket data) => Protect(data, null);

    public string Protect(AuthenticationTicket data, string? purpose) =>
        TicketState.TakeSealed(data.Properties) ? Place : throw new InvalidOperationException(
            $"The cookie of scheme '{findScheme().Name}' is sealed: it is issued by HttpContext.SignInAsync and renewed by authentication, not through TicketDataFormat.");

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        var scheme = findScheme();
        var result = scheme.Manager.Unseal(protectedText, scheme.Context);
        if (!result.Succeeded)
        {
            return null;
        }

        var ticket = result.Session.UnverifiedClaims;
        TicketState.SetUnsealed(ticket.Properties, result.Session);
        return ticket;
    }
}
