using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedShop.Features.Accounts;

namespace SealedShop.Pages.Account;

public sealed class SignInModel(UserDirectory users, SignInService signIn) : PageModel
{
    [BindProperty, Required]
    public string Email { get; set; } = "";

    [BindProperty, Required]
    public string Password { get; set; } = "";

    [BindProperty]
    public bool Remember { get; set; }

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

        if (await users.CheckPasswordAsync(Email, Password) is not { } user)
        {
            ModelState.AddModelError("", "E-mail or password is wrong.");
            return Page();
        }

        await signIn.SignInAsync(HttpContext, user, Remember);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
