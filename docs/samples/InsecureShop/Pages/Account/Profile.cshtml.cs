using System.Security.Claims;
using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using InsecureShop.Features.Checkout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InsecureShop.Pages.Account;

[Authorize]
public sealed class ProfileModel(UserDirectory users, OrderBook orders, SignInService signIn) : PageModel
{
    public ShopUser Shopper { get; private set; } = null!;

    public IEnumerable<Order> Orders => orders.Of(Shopper.Id);

    public bool PasswordConfirmed { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (users.Find(User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } user)
        {
            context.Result = Challenge();
            return;
        }

        Shopper = user;
        var stepUp = await HttpContext.AuthenticateAsync(CookieRegistration.StepUpScheme);
        PasswordConfirmed = stepUp.Succeeded && stepUp.Principal.FindFirstValue(ClaimTypes.NameIdentifier) == user.Id;
        await next();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostEmailAsync(string email, string? password)
    {
        if (!PasswordConfirmed)
        {
            if (password is null || !users.PasswordMatches(Shopper, password))
            {
                TempData["Notice"] = "Please confirm with your password.";
                return RedirectToPage();
            }

            await HttpContext.SignInAsync(CookieRegistration.StepUpScheme, SignInService.CreatePrincipal(Shopper, CookieRegistration.StepUpScheme));
        }

        if (users.ChangeEmail(Shopper, email))
        {
            await signIn.SignInAsync(HttpContext, Shopper, remember: false);
            TempData["Notice"] = "Your e-mail address was changed.";
        }
        else
        {
            TempData["Notice"] = "That e-mail address is taken.";
        }

        return RedirectToPage();
    }
}
