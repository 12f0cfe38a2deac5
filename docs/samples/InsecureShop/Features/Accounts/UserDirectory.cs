using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace InsecureShop.Features.Accounts;

/// <summary>The accounts, in memory. Passwords for trying them are in the samples' README.</summary>
public sealed class UserDirectory(IPasswordHasher<ShopUser> hasher)
{
    private readonly ConcurrentDictionary<string, ShopUser> _byId = new(new[]
    {
        new ShopUser
        {
            Id = "c-1001",
            Name = "Ada",
            Email = "ada@insecureshop.example",
            PasswordHash = "AQAAAAIAAYagAAAAEJk++DEhvZoi7D8ejGK7+592BPBJ88VI4vMDJubGaDvAFCborRftO3J1B3NjiqXbig==",
        },
        new ShopUser
        {
            Id = "c-1002",
            Name = "Ben",
            Email = "ben@insecureshop.example",
            PasswordHash = "AQAAAAIAAYagAAAAED3hO5k5srZFVu0YBebIQXuW8iwi+eUHSC+oBrsfNhy0Dl0ej6jkmH27PJt/Y3OJIg==",
        },
        new ShopUser
        {
            Id = "s-0001",
            Name = "Olga (staff)",
            Email = "olga@insecureshop.example",
            PasswordHash = "AQAAAAIAAYagAAAAEMvQdSU+fmBoua/zJphywj+o5hs6I9z9srzeGXR4zIBjEGNjWc5UxvxVJwG3i7rTxg==",
            Role = Roles.Staff,
        },
    }.ToDictionary(user => user.Id));

    public IEnumerable<ShopUser> All => _byId.Values.OrderBy(user => user.Id, StringComparer.Ordinal);

    public ShopUser? Find(string? id) => id is not null && _byId.TryGetValue(id, out var user) ? user : null;

    public ShopUser? CheckPassword(string email, string password)
    {
        var user = _byId.Values.FirstOrDefault(candidate => candidate.Email.Equals(email, StringComparison.OrdinalIgnoreCase));
        return user is not null && PasswordMatches(user, password) ? user : null;
    }

    public bool PasswordMatches(ShopUser user, string password) =>
        hasher.VerifyHashedPassword(user, user.PasswordHash, password) is not PasswordVerificationResult.Failed;

    public bool ChangeEmail(ShopUser user, string email)
    {
        if (_byId.Values.Any(other => other != user && other.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        user.Email = email;
        return true;
    }
}
