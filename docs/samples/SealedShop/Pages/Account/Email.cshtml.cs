using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedSessions.AspNetCore;
using SealedShop.Features.Accounts;

namespace SealedShop.Pages.Account;

/// <summary>Whoever changes the address can have the password sent to it: asked for a password that was given within the last five minutes.</summary>
[RequireRecentAuthentication(5)]
public sealed class EmailModel(UserDirectory users) : PageModel
{
    [BindProperty, Required, EmailAddress]
    public string Email { get; set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.FindAsync(User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } user)
        {
            return Challenge();
        }

        if (!await users.ChangeEmailAsync(user, Email))
        {
            ModelState.AddModelError("", "That e-mail address is taken.");
            return Page();
        }

        // No new sign-in: AccountCheck brings the address into every session of the customer.
        TempData["Notice"] = "Your e-mail address was changed.";
        return LocalRedirect("/Account/Profile");
    }
}
