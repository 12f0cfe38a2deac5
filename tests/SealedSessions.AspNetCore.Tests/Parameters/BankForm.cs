using Microsoft.AspNetCore.Authentication;

namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>A form that has the session among its members.</summary>
public sealed class BankForm
{
    public RevalidatedSession<AuthenticationTicket>? Session { get; set; }

    public int Amount { get; set; }
}
