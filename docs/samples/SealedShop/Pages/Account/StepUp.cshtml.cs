using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedShop.Features.Accounts;

namespace SealedShop.Pages.Account;

/// <summary>Asks a customer who is signed in for the password again. The session goes on under a new id, with the same end.</summary>
[Authorize]
public sealed class StepUpModel(UserDirectory users) : PageModel
{
    [BindProperty, Required]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await users.FindAsync(User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } user || !users.PasswordMatches(user, Password))
        {
            ModelState.AddModelError("", "That is not your password.");
            return Page();
        }

        await HttpContext.StepUpAsync();
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/Account/Profile");
    }
}
