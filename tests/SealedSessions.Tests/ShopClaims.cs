namespace SealedSessions.Tests;

/// <summary>What the sessions of most tests say.</summary>
public sealed record ShopClaims(string Name, string Role, string Note = "")
{
    public static ShopClaims Ada { get; } = new("Ada", "buyer");
}
