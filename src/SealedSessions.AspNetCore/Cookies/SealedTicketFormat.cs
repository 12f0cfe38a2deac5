using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>Seals the tickets of one scheme. The framework calls it without a request and without waiting, so all that needs either is prepared by <see cref="SealedCookieEvents"/>.</summary>
internal sealed class SealedTicketFormat(Lazy<SealedCookieScheme> lazy) : ISecureDataFormat<AuthenticationTicket>
{
    private SealedCookieScheme Scheme => lazy.Value;

    public string Protect(AuthenticationTicket data) => Protect(data, null);

    public string Protect(AuthenticationTicket data, string? purpose)
    {
        if (TicketState.TakeSuccessor(data.Properties, out var successor) && successor is not null)
        {
            return successor;
        }

        if (!TicketState.TakeStart(data.Properties, out var record))
        {
            throw new InvalidOperationException(
                $"The cookie of scheme '{Scheme.Name}' is sealed: it is issued by HttpContext.SignInAsync and renewed by authentication, not through TicketDataFormat.");
        }

        try
        {
            var token = Scheme.Manager.Sealer.Seal(record, data, Scheme.Context).Value;
            if (token.Length > Scheme.MaxTokenLength)
            {
                throw new SealedTokenTooLongException(token.Length, Scheme.MaxTokenLength, token.Length * 3 / 4);
            }

            return token;
        }
        catch (SealedTokenTooLongException fault)
        {
            throw new InvalidOperationException($"{fault.Message} {TicketSize.Largest(data)}", fault);
        }
    }

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        var result = Scheme.Manager.Unseal(protectedText, Scheme.Context);
        if (!result.Succeeded)
        {
            return null;
        }

        var ticket = result.Session.UnverifiedClaims;
        ticket.Properties.IssuedUtc = result.Session.IssuedAt;
        ticket.Properties.ExpiresUtc = result.Session.IdleUntil;
        TicketState.SetUnsealed(ticket.Properties, result.Session);
        return ticket;
    }
}
