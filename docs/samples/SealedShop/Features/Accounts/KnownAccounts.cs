namespace SealedShop.Features.Accounts;

/// <summary>The accounts that the shop begins with. Passwords for trying them are in the samples' README.</summary>
public static class KnownAccounts
{
    public static IReadOnlyList<ShopUser> All { get; } =
    [
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
    ];
}
