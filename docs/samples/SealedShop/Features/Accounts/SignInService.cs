using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SealedShop.Features.Baskets;
using SealedShop.Sessions;

namespace SealedShop.Features.Accounts;

/// <summary>Opens and closes a customer's session.</summary>
public sealed class SignInService(BasketService baskets, Visits visits, ISessionList sessions, TimeProvider clock, ILogger<SignInService> logger)
{
    public async Task SignInAsync(HttpContext context, ShopUser user, bool remember)
    {
        if (await visits.VisitorAsync(context) is { } visitor)
        {
            await baskets.MoveAsync(visitor, user.Id);
        }

        // Always a new session; one that the browser has brought along ends.
        await context.SignInAsync(
            ShopScheme.Name,
            CreatePrincipal(user, ShopScheme.Name),
            new AuthenticationProperties { IsPersistent = remember, ExpiresUtc = remember ? null : clock.GetUtcNow() + ShopScheme.ShortIdle });

        logger.LogInformation("Customer {UserId} signed in", user.Id);
    }

    public async Task SignOutAsync(HttpContext context)
    {
        if (context.GetSealedSession(ShopScheme.Name) is { } session)
        {
            await sessions.RemoveAsync(session.Id);
        }

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
