using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>A controller with views.</summary>
[Authorize]
[RequireRecentAuthentication(10)]
[Route("mvc/bank/[action]")]
public sealed class BankController : Controller
{
    [HttpGet]
    public string Balance() => "1";

    [HttpPost]
    [RequireRecentAuthentication(2)]
    public string Transfer() => "sent";

    [HttpGet]
    [RequireRecentAuthentication(2, Roles = "admin")]
    public string Admin() => "admin";

    [HttpGet]
    [AllowAnonymous]
    public string Session(RevalidatedSession<AuthenticationTicket> session) => session.Subject;

    [HttpPost]
    [AllowAnonymous]
    [ActionName("Session")]
    public string PostSession(RevalidatedSession<AuthenticationTicket> session, string? note) => $"{session.Subject} {note} {ModelState.IsValid}";

    [HttpPost]
    [AllowAnonymous]
    public string Form(BankForm form) => $"{form.Session?.Subject ?? "none"} {form.Amount}";

    [HttpGet]
    [AllowAnonymous]
    public string Optional(RevalidatedSession<AuthenticationTicket>? session) => session?.Subject ?? "none";

    [HttpGet]
    [AllowAnonymous]
    public string Cart(RevalidatedSession<CartClaims> session) => string.Join(' ', session.Claims.Items);

    [HttpGet]
    [AllowAnonymous]
    public string Unknown(RevalidatedSession<string> session) => session.Subject;
}
