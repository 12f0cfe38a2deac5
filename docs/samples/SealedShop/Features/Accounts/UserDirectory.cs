using Microsoft.AspNetCore.Identity;

namespace SealedShop.Features.Accounts;

/// <summary>The accounts and their passwords.</summary>
public sealed class UserDirectory(IAccountStore accounts, IPasswordHasher<ShopUser> hasher)
{
    /// <summary>Compared with where there is no such account, so that an answer takes as long.</summary>
    private static readonly ShopUser Nobody = KnownAccounts.All[0];

    public Task<IReadOnlyList<ShopUser>> AllAsync() => accounts.AllAsync();

    public async Task<ShopUser?> FindAsync(string? id) => id is null ? null : await accounts.FindAsync(id);

    public async Task<ShopUser?> CheckPasswordAsync(string email, string password)
    {
        var user = await accounts.FindByEmailAsync(email);
        return PasswordMatches(user ?? Nobody, password) && user is { IsDisabled: false } ? user : null;
    }

    public bool PasswordMatches(ShopUser user, string password) =>
        hasher.VerifyHashedPassword(user, user.PasswordHash, password) is not PasswordVerificationResult.Failed;

    public Task<bool> ChangeEmailAsync(ShopUser user, string email) => accounts.UpdateAsync(user with { Email = email });

    public Task ChangePasswordAsync(ShopUser user, string password) =>
        accounts.UpdateAsync(user with { PasswordHash = hasher.HashPassword(user, password) });

    public Task SetDisabledAsync(ShopUser user, bool isDisabled) => accounts.UpdateAsync(user with { IsDisabled = isDisabled });
}
