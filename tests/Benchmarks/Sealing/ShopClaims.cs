namespace Benchmarks.Sealing;

/// <summary>Claims as a shop has them: about 1 KiB of JSON.</summary>
internal sealed record ShopClaims(string Name, string Email, string Tenant, string[] Roles, string[] Scopes, Dictionary<string, string> Preferences, DateTimeOffset MemberSince, decimal CreditLimit)
{
    public static ShopClaims Sample() => new(
        "Ada Example",
        "ada@example.com",
        "north",
        ["customer", "reviewer", "beta"],
        [.. Enumerable.Range(0, 12).Select(static i => $"orders:{i}:read")],
        Enumerable.Range(0, 16).ToDictionary(static i => $"preference-{i}", static i => $"value of the preference {i}"),
        new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero),
        1250.50m);
}
