using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SealedShop.Features.Baskets;
using SealedShop.Sessions;

namespace SealedShop.Pages;

public sealed class BasketModel(BasketService baskets, Visits visits) : PageModel
{
    public IReadOnlyList<BasketLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await baskets.LinesAsync(await visits.OwnerAsync(HttpContext));

    public async Task<IActionResult> OnPostAddAsync(string productId, int quantity)
    {
        var owner = await visits.OwnerOrNewAsync(HttpContext);
        TempData["Notice"] = await baskets.AddAsync(owner, productId, quantity) ? "Added to your basket." : "We do not have that.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string productId)
    {
        await baskets.RemoveAsync(await visits.OwnerAsync(HttpContext), productId);
        return RedirectToPage();
    }
}
