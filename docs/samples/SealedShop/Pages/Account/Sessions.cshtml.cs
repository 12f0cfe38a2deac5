using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedSessions;
using SealedShop.Features.Accounts;
using SealedShop.Sessions;

namespace SealedShop.Pages.Account;

[Authorize]
public sealed class SessionsModel(ISessionList sessions, SessionEnding ending, SignInService signIn) : PageModel
{
    public IReadOnlyList<ListedSession> Sessions { get; private set; } = [];

    public SessionId Current { get; private set; }

    public async Task OnGetAsync([FromServices] RevalidatedSession<AuthenticationTicket> session)
    {
        Current = session.Id;
        Sessions = await sessions.OfAsync(session.Subject);
    }

    public async Task<IActionResult> OnPostEndAsync([FromServices] RevalidatedSession<AuthenticationTicket> current, string session)
    {
        if (SessionId.TryParse(session, out var id))
        {
            await ending.EndAsync(current.Subject, id);
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEverywhereAsync([FromServices] RevalidatedSession<AuthenticationTicket> current)
    {
        await ending.EndAllAsync(current.Subject);
        await signIn.SignOutAsync(HttpContext);
        TempData["Notice"] = "You are signed out everywhere.";
        return LocalRedirect("/");
    }
}
