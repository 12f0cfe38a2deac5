using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore;

/// <summary>Authentication tickets in the framework's own binary form, without what the token says anyway.</summary>
internal sealed class TicketPayload(string scheme) : ISessionPayload<AuthenticationTicket>
{
    private const string IssuedKey = ".issued";
    private const string ExpiresKey = ".expires";

    public void Write(IBufferWriter<byte> output, AuthenticationTicket claims)
    {
        var kept = claims.Properties.Items.Where(item => item.Key is not (IssuedKey or ExpiresKey) && !TicketState.IsTransient(item.Key)).ToDictionary(item => item.Key, item => item.Value);
        output.Write(TicketSerializer.Default.Serialize(new AuthenticationTicket(claims.Principal, new AuthenticationProperties(kept), scheme)));
    }

    public bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out AuthenticationTicket claims)
    {
        claims = null;
        try
        {
            claims = TicketSerializer.Default.Deserialize(payload.ToArray());
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // Authentic, but from another version of the framework.
        }

        return claims is not null;
    }
}
