using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Features.Baskets;
using SealedShop.Sessions;

namespace SealedShop.Features.Checkout;

/// <summary>What is sent to check out.</summary>
/// <param name="Ticket">One for each form that was shown: a double click orders once.</param>
public sealed record CheckoutForm([Required, EmailAddress] string Email, [Required] string Address, [Required] string Ticket);

public sealed record CheckoutView(IReadOnlyList<BasketLine> Lines, decimal Discount, string? Email, string Ticket, string Action);

[AutoValidateAntiforgeryToken]
[Route("checkout")]
public sealed class CheckoutController(BasketService baskets, Visits visits, IOrderBook orders, GuestDetails guests) : Controller
{
    [RequireRecentAuthentication(5)]
    [HttpGet("")]
    public Task<IActionResult> Show() => FormAsync("/checkout");

    [RequireRecentAuthentication(5)]
    [HttpPost("")]
    public Task<IActionResult> Place([FromForm] CheckoutForm form) => OrderAsync(form, "/checkout");

    [AllowAnonymous]
    [HttpGet("guest")]
    public async Task<IActionResult> ShowGuest() => IsCustomer ? LocalRedirect("/checkout") : await FormAsync("/checkout/guest");

    [AllowAnonymous]
    [HttpPost("guest")]
    public async Task<IActionResult> PlaceGuest([FromForm] CheckoutForm form) => IsCustomer ? LocalRedirect("/checkout") : await OrderAsync(form, "/checkout/guest");

    private bool IsCustomer => User.Identity is { IsAuthenticated: true };

    private async Task<IActionResult> FormAsync(string action)
    {
        var lines = await baskets.LinesAsync(await visits.OwnerAsync(HttpContext));
        if (lines.Count == 0)
        {
            TempData["Notice"] = "Your basket is empty.";
            return LocalRedirect("/Basket");
        }

        var email = User.FindFirstValue(ClaimTypes.Email) ?? await guests.RecallAsync(HttpContext);
        return View("~/Views/Checkout.cshtml", new CheckoutView(lines, await DiscountAsync(), email, SessionId.New().ToHex(), action));
    }

    private async Task<IActionResult> OrderAsync(CheckoutForm form, string action)
    {
        if (!ModelState.IsValid)
        {
            TempData["Notice"] = "Please fill in e-mail and address.";
            return LocalRedirect(action);
        }

        // A second click finds the basket empty or the ticket used, and shows the order that the first one placed.
        if (await visits.OwnerAsync(HttpContext) is { } owner && await baskets.LinesAsync(owner) is { Count: > 0 } lines)
        {
            var total = decimal.Round(lines.Sum(line => line.Total) * (1 - await DiscountAsync()), 2);
            var order = await orders.PlaceAsync(owner, form.Ticket, form.Email, form.Address, total);
            await baskets.ClearAsync(owner);
            await guests.RememberAsync(HttpContext, form.Email);
            TempData["Notice"] = $"Thank you! Your order {order.Number} is on its way.";
        }

        return LocalRedirect("/orders/track");
    }

    private async Task<decimal> DiscountAsync() => Vouchers.Discount((await visits.ReadAsync(HttpContext)).Voucher);
}
