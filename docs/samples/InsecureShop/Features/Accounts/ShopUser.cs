namespace InsecureShop.Features.Accounts;

public sealed class ShopUser
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    public required string PasswordHash { get; set; }

    public string Role { get; init; } = Roles.Customer;
}

public static class Roles
{
    public const string Customer = "customer";
    public const string Staff = "staff";
}
