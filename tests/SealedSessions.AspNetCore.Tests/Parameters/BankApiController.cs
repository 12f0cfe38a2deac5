using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>A controller for programs.</summary>
[ApiController]
[Route("api/bank/[action]")]
public sealed class BankApiController : ControllerBase
{
    [HttpGet]
    public string Session(RevalidatedSession<AuthenticationTicket> session) => session.Subject;

    [HttpPost]
    public string Transfer(RevalidatedSession<AuthenticationTicket> session, Payment payment) => $"{session.Subject} pays {payment.Amount}";

    [HttpGet]
    public string Optional(RevalidatedSession<AuthenticationTicket>? session) => session?.Subject ?? "none";

    [HttpGet]
    public string Cart(RevalidatedSession<CartClaims> session) => string.Join(' ', session.Claims.Items);

#nullable disable
    [HttpGet]
    public string Oblivious(RevalidatedSession<AuthenticationTicket> session) => session.Subject;
#nullable restore

    public sealed record Payment(int Amount);
}
