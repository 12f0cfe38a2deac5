using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SealedShop.Features.Baskets;
using SealedShop.Sessions;

namespace SealedShop.Features.Accounts;

/// <summary>Opens and closes a customer's session.</summary>
public sealed class SignInService(BasketService baskets, Visits visits, TimeProvider clock, ILogger<SignInService> logger)
{
    public async Task SignInAsync(HttpContext context, ShopUser user, bool remember)
    {
        if (await visits.VisitorAsync(context) is { } visitor)
        {
            await baskets.MoveAsync(visitor, user.Id);
        }

        var properties = new AuthenticationProperties { IsPersistent = remember };
        if (!remember)
        {
            properties.ExpiresUtc = clock.GetUtcNow() + ShopScheme.Short.Idle;
            properties.EndSessionAt(clock.GetUtcNow() + ShopScheme.Short.Absolute);
        }

        // Always a new session; one that the browser has brought along ends.
        await context.SignInAsync(ShopScheme.Name, CreatePrincipal(user, ShopScheme.Name), properties);
        logger.LogInformation("Customer {UserId} signed in", user.Id);
    }

    public async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(ShopScheme.Name);
        await visits.EndAsync(context);
    }

    public static ClaimsPrincipal CreatePrincipal(ShopUser user, string scheme)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Email, user.Email),
            new(ClaimTypes.Role, user.Role),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
