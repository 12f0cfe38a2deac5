using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>The handlers of <see cref="BankPage"/>.</summary>
[IgnoreAntiforgeryToken]
public sealed class BankPageModel : PageModel
{
    public IActionResult OnGet(RevalidatedSession<AuthenticationTicket> session) => Content(session.Subject);

    public IActionResult OnPost(RevalidatedSession<AuthenticationTicket> session, int amount) => Content($"{session.Subject} {amount}");

    public IActionResult OnGetOptional(RevalidatedSession<AuthenticationTicket>? optional) => Content(optional?.Subject ?? "none");

    public IActionResult OnGetCart(RevalidatedSession<CartClaims> cart) => Content(string.Join(' ', cart.Claims.Items));
}
