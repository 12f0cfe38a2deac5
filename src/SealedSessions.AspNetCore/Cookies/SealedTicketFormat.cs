using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>Opens the tickets of one scheme, and hands out the tokens that <see cref="SealedCookieEvents"/> has sealed: the framework calls it without a request and without waiting.</summary>
internal sealed class SealedTicketFormat(Func<SealedCookieScheme> findScheme) : ISecureDataFormat<AuthenticationTicket>
{
    public string Protect(AuthenticationTicket data) => Protect(data, null);

    public string Protect(AuthenticationTicket data, string? purpose) =>
        TicketState.TakeToken(data.Properties) ?? throw new InvalidOperationException(
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
