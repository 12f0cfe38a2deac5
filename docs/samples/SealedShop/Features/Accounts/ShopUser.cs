namespace SealedShop.Features.Accounts;

public sealed record ShopUser
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string PasswordHash { get; init; }

    public string Role { get; init; } = Roles.Customer;

    public bool IsDisabled { get; init; }
}

public static class Roles
{
    public const string Customer = "customer";
    public const string Staff = "staff";
}
