using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Features.Accounts;
using SealedShop.Sessions;

namespace SealedShop.Pages.Account;

[RequireRecentAuthentication(5)]
public sealed class PasswordModel(UserDirectory users, SessionEnding ending, SignInService signIn) : PageModel
{
    [BindProperty, Required, StringLength(128, MinimumLength = 12)]
    public string Password { get; set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([FromServices] RevalidatedSession<AuthenticationTicket> session)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.FindAsync(User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } user)
        {
            return Challenge();
        }

        await users.ChangePasswordAsync(user, Password);
        await ending.EndAllAsync(user.Id);

        // This browser goes on, in a new session.
        await signIn.SignInAsync(HttpContext, user, session.Claims.Properties.IsPersistent);
        TempData["Notice"] = "Your password was changed. You are signed out everywhere else.";
        return LocalRedirect("/Account/Profile");
    }
}
