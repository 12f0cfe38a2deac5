using System.Security.Claims;
using InsecureShop.Features.Accounts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace InsecureShop.Features.BackOffice;

/// <summary>Who sits at the stock board, whose components the warehouse's own project brings.</summary>
public sealed class StaffAtTheScreen(ILoggerFactory loggers, UserDirectory users) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    // One look for each shift.
    protected override TimeSpan RevalidationInterval => TimeSpan.FromHours(8); // SESS3008

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(users.Find(authenticationState.User.FindFirstValue(ClaimTypes.NameIdentifier)) is { Role: Roles.Staff });
}
