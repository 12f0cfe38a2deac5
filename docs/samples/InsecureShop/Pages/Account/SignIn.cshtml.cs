using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InsecureShop.Pages.Account;

public sealed class SignInModel(UserDirectory users, SignInService signIn, ILogger<SignInModel> logger) : PageModel
{
    [BindProperty, Required]
    public string Email { get; set; } = "";

    [BindProperty, Required]
    public string Password { get; set; } = "";

    [BindProperty]
    public bool Remember { get; set; }

    public void OnGet() => Email = Request.Cookies[ShopCookies.LoginHint] ?? "";

    public async Task<IActionResult> OnPostAsync(string? returnUrl)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (users.CheckPassword(Email, Password) is not { } user)
        {
            ModelState.AddModelError("", "E-mail or password is wrong.");
            return Page();
        }

        await signIn.SignInAsync(HttpContext, user, Remember);
        Response.AppendLoginHint(user.Email);
        RecogniseDevice(user);

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    private void RecogniseDevice(ShopUser user)
    {
        if (Request.Cookies.ContainsKey(ShopCookies.DeviceToken))
        {
            return;
        }

        logger.LogInformation("Customer {UserId} signed in on a new device", user.Id);
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax };
        if (Remember)
        {
            options.Secure = true;
            options.MaxAge = TimeSpan.FromDays(365);
        }

        Response.Cookies.Append(ShopCookies.DeviceToken, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), options); // SESS1001 SESS3004
    }
}
