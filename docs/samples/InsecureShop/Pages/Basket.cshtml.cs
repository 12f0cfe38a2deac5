using InsecureShop.Features.Baskets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InsecureShop.Pages;

public sealed class BasketModel(BasketService baskets, SharedBaskets shared) : PageModel
{
    public IReadOnlyList<BasketLine> Lines { get; private set; } = [];

    public void OnGet() => Lines = baskets.Lines(HttpContext.Session);

    public IActionResult OnPostAdd(string productId, int quantity)
    {
        TempData["Notice"] = baskets.Add(HttpContext.Session, productId, quantity) ? "Added to your basket." : "We do not have that.";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostShareAsync()
    {
        var link = Url.Content("~/basket/shared/") + await shared.ShareAsync(baskets.Lines(HttpContext.Session));
        TempData["Notice"] = $"For your friends: {Request.Scheme}://{Request.Host}{link}";
        return RedirectToPage();
    }

    public IActionResult OnPostRemove(string productId)
    {
        baskets.Remove(HttpContext.Session, productId);
        return RedirectToPage();
    }
}
