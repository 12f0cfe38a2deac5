namespace SealedShop.Tests.Running;

/// <summary>Somebody with an account.</summary>
internal sealed record Person(string Id, string Name, string Email, string Password)
{
    public static Person Ada { get; } = new("c-1001", "Ada", "ada@insecureshop.example", "Tea-4-Two!");

    public static Person Ben { get; } = new("c-1002", "Ben", "ben@insecureshop.example", "Second-Flush-88");

    public static Person Olga { get; } = new("s-0001", "Olga (staff)", "olga@insecureshop.example", "Back-Office-9");
}
