using System.Security.Claims;
using System.Security.Cryptography;
using InsecureShop.Cookies;
using InsecureShop.Features.BackOffice;
using InsecureShop.Features.Baskets;
using InsecureShop.Features.Partners;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace InsecureShop.Features.Checkout;

public sealed record CheckoutForm(string Email, string Address);

public sealed record CheckoutView(IReadOnlyList<BasketLine> Lines, decimal Discount, string? Email);

[AutoValidateAntiforgeryToken]
[Route("checkout")]
public sealed class CheckoutController(
    BasketService baskets, Vouchers vouchers, OrderBook orders, GuestDetails guests, PartnerVisits visits, IHubContext<OrderHub> backOffice) : Controller
{
    private const string TicketKey = "checkout.ticket";

    [HttpGet("")]
    public IActionResult Show()
    {
        var lines = baskets.Lines(HttpContext.Session);
        if (lines.Count == 0)
        {
            TempData["Notice"] = "Your basket is empty.";
            return LocalRedirect("/Basket");
        }

        // One ticket per checkout keeps a double click from ordering twice.
        var ticket = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        HttpContext.Session.SetString(TicketKey, ticket);
        var options = CookieDefaults.CreateStrict();
        options.Path = "/checkout";
        Response.Cookies.Append(ShopCookies.CheckoutTicket, ticket, options); // SESS1004

        return View("~/Views/Checkout.cshtml", new CheckoutView(lines, Discount(), User.FindFirstValue(ClaimTypes.Email) ?? guests.Recall(HttpContext)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Place([FromForm] CheckoutForm form)
    {
        // Some browsers never send the ticket, so only a wrong one is refused.
        var expected = HttpContext.Session.GetString(TicketKey);
        if (expected is null || (Request.Cookies.TryGetValue(ShopCookies.CheckoutTicket, out var ticket) && ticket != expected))
        {
            return LocalRedirect("/checkout");
        }

        var lines = baskets.Lines(HttpContext.Session);
        if (!ModelState.IsValid || lines.Count == 0)
        {
            TempData["Notice"] = "Please fill in e-mail and address.";
            return LocalRedirect("/checkout");
        }

        var order = orders.Place(User.FindFirstValue(ClaimTypes.NameIdentifier), form.Email, form.Address, lines, Discount(), visits.PartnerOf(HttpContext));
        await backOffice.Clients.All.SendAsync("order", order.Number, order.Email, order.Total);
        baskets.Clear(HttpContext.Session);
        HttpContext.Session.Remove(TicketKey);
        Response.Cookies.Delete(ShopCookies.CheckoutTicket); // SESS1005

        guests.Remember(HttpContext, form.Email);
        Response.Headers.Append("Set-Cookie", $"order_token={order.TrackingToken}; Path=/orders; HttpOnly"); // SESS1006

        TempData["Notice"] = $"Thank you! Your order {order.Number} is on its way.";
        return LocalRedirect("/orders/track");
    }

    private decimal Discount() => vouchers.Discount(Request.Cookies[ShopCookies.VoucherToken]);
}
