using SealedShop.Sessions;

namespace SealedShop.Features.Checkout;

/// <summary>Remembers the e-mail address of a guest, sealed, for the next order.</summary>
public sealed class GuestDetails(Visits visits)
{
    /// <summary>Also uses up the voucher, which was good for one order.</summary>
    public ValueTask RememberAsync(HttpContext context, string email) => visits.WriteAsync(context, new Visit(email));

    public async ValueTask<string?> RecallAsync(HttpContext context) => (await visits.ReadAsync(context)).Email;
}
