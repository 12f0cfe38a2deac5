using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>Says what makes a ticket large.</summary>
internal static class TicketSize
{
    public static InvalidOperationException TooLarge(AuthenticationTicket ticket, SealedTokenTooLongException fault) =>
        new($"{fault.Message} {Largest(ticket)}", fault);

    private static string Largest(AuthenticationTicket ticket)
    {
        var claims = ticket.Principal.Claims
            .GroupBy(claim => claim.Type)
            .Select(group => (Name: $"claim '{group.Key}' ({group.Count()} values)", Size: group.Sum(claim => Encoding.UTF8.GetByteCount(claim.Value) + Encoding.UTF8.GetByteCount(claim.Type))));
        var properties = ticket.Properties.Items
            .Where(item => !TicketState.IsTransient(item.Key))
            .Select(item => (Name: $"property '{item.Key}'", Size: Encoding.UTF8.GetByteCount(item.Key) + Encoding.UTF8.GetByteCount(item.Value ?? "")));
        var (name, size) = claims.Concat(properties).DefaultIfEmpty((Name: "nothing", Size: 0)).MaxBy(member => member.Size);
        return $"The largest member is {name} with {size} bytes.";
    }
}
