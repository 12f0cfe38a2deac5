using System.Security.Cryptography;
using System.Text.Json;
using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using InsecureShop.Features.Checkout;
using Microsoft.AspNetCore.DataProtection;

namespace InsecureShop.Features.BackOffice;

/// <summary>Who has taken a parcel desk's tablet in the morning.</summary>
public sealed record DeskSession(string UserId, string Role, string Desk);

/// <summary>The tablets at the parcel desks keep their session in their cookie, so that nothing has to be stored.</summary>
public sealed class DeskSessions(IDataProtectionProvider provider)
{
    private readonly ITimeLimitedDataProtector _protector = provider.CreateProtector("InsecureShop.Desk").ToTimeLimitedDataProtector();

    public string Seal(DeskSession session) => _protector.Protect(JsonSerializer.Serialize(session), TimeSpan.FromHours(8));

    public DeskSession? Open(string? cookie)
    {
        try
        {
            return cookie is null ? null : JsonSerializer.Deserialize<DeskSession>(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

public static class DeskEndpoints
{
    public static void MapDesks(this IEndpointRouteBuilder app) => app.MapPost("/desk/{number:int}/hand-over", (HttpContext context, DeskSessions desks, OrderBook orders, int number) =>
    {
        if (desks.Open(context.Request.Cookies[ShopCookies.DeskSession]) is not { } session)
        {
            return Results.Unauthorized();
        }

        // Whoever had the tablet this morning was on the staff.
        if (session.Role != Roles.Staff) // SESS4001
        {
            return Results.Forbid();
        }

        return orders.Report(number, "handed over at " + session.Desk) ? Results.NoContent() : Results.NotFound();
    });
}
