using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace SealedSessions.AspNetCore.Tests.Identity;

/// <summary>Accounts in memory. Each read gives a copy, as a database does.</summary>
internal sealed class Accounts : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>
{
    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => Store(user);

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => Store(user);

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        _accounts.TryRemove(user.Id, out _);
        return Task.FromResult(IdentityResult.Success);
    }

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(Copy(_accounts.GetValueOrDefault(userId)));

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult(Copy(_accounts.Values.FirstOrDefault(account => account.NormalizedName == normalizedUserName)));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Done(user.Name = userName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Done(user.NormalizedName = normalizedName);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Done(user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Done(user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.SecurityStamp);

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Done(user.TwoFactorEnabled = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Done(user.AuthenticatorKey = key);

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.AuthenticatorKey);

    public void Dispose()
    {
    }

    private Task<IdentityResult> Store(Account user)
    {
        _accounts[user.Id] = Copy(user)!;
        return Task.FromResult(IdentityResult.Success);
    }

    private static Task Done(object? _) => Task.CompletedTask;

    private static Account? Copy(Account? account) => account is null ? null : new()
    {
        Id = account.Id,
        Name = account.Name,
        NormalizedName = account.NormalizedName,
        PasswordHash = account.PasswordHash,
        SecurityStamp = account.SecurityStamp,
        TwoFactorEnabled = account.TwoFactorEnabled,
        AuthenticatorKey = account.AuthenticatorKey,
    };
}
