using System.Security.Claims;
using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Features.Catalogue;

namespace SealedShop.Sessions;

/// <summary>Who is shopping: the customer who is signed in, or else a visitor whose browser carries a sealed <see cref="Visit"/>.</summary>
public sealed class Visits(SessionCookie<Visit> cookie, VisitorCounter visitors)
{
    public static readonly SessionLifetime Lifetime = new() { Absolute = TimeSpan.FromDays(30), Idle = TimeSpan.FromDays(14) };

    /// <summary>Whose basket, wishes and orders a request means; null for a visitor who has none yet.</summary>
    public async ValueTask<string?> OwnerAsync(HttpContext context) => CustomerOf(context) ?? await VisitorAsync(context);

    /// <summary>The same, but begins a visit where there is none.</summary>
    public async ValueTask<string> OwnerOrNewAsync(HttpContext context)
    {
        if (await OwnerAsync(context) is { } known)
        {
            return known;
        }

        return await BeginAsync(context, new Visit());
    }

    /// <summary>The visitor behind the customer: whose basket was filled before sign-in.</summary>
    public async ValueTask<string?> VisitorAsync(HttpContext context) => (await cookie.ReadAsync(context)).Session?.Subject;

    /// <summary>What the browser carries.</summary>
    public async ValueTask<Visit> ReadAsync(HttpContext context) => (await cookie.ReadAsync(context)).Session?.Claims ?? new Visit();

    /// <summary>Lets the browser carry something else from now on.</summary>
    public async ValueTask WriteAsync(HttpContext context, Visit visit)
    {
        if (await VisitorAsync(context) is null)
        {
            await BeginAsync(context, visit);
        }
        else
        {
            await cookie.UpdateAsync(context, visit);
        }
    }

    /// <summary>Ends the visit: on a shared computer the next one starts with an empty basket.</summary>
    public ValueTask EndAsync(HttpContext context) => cookie.SignOutAsync(context);

    private static string? CustomerOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? context.User.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    private async ValueTask<string> BeginAsync(HttpContext context, Visit visit)
    {
        var visitor = $"visit-{SessionId.New().ToHex()}";
        await cookie.SignInAsync(context, new NewSession<Visit> { Subject = visitor, Claims = visit });
        visitors.Saw(visitor);
        return visitor;
    }
}
