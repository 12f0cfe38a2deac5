using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedShop.Features.Accounts;
using SealedShop.Features.Checkout;

namespace SealedShop.Pages.Account;

[Authorize]
public sealed class ProfileModel(UserDirectory users, IOrderBook orders) : PageModel
{
    public ShopUser Shopper { get; private set; } = null!;

    public IReadOnlyList<Order> Orders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.FindAsync(User.FindFirstValue(ClaimTypes.NameIdentifier)) is not { } user)
        {
            return Challenge();
        }

        Shopper = user;
        Orders = await orders.OfAsync(user.Id);
        return Page();
    }
}
