using SealedSessions;
using SealedSessions.AspNetCore;
using SealedShop.Sessions;

namespace SealedShop.Features.Accounts;

/// <summary>Customers' sessions.</summary>
public static class ShopScheme
{
    public const string Name = "Shop";

    /// <summary>Without "remember me".</summary>
    public static readonly SessionLifetime Short = new() { Absolute = TimeSpan.FromHours(12), Idle = TimeSpan.FromMinutes(30) };

    public static void Configure(SealedCookieOptions options)
    {
        options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromDays(30), Idle = TimeSpan.FromDays(14) };
        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        options.StepUpPath = "/Account/StepUp";
        options.OnSessionStarted = SessionList.AddAsync;
        options.OnSessionEnded = SessionList.RemoveAsync;

        // Customers have nothing to prove with but a password. Another browser or network has to give it again before anything sensitive: SessionRegistration.
        options.Binding = SessionBindingKind.None;
    }
}
