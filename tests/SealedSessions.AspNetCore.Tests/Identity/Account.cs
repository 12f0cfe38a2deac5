namespace SealedSessions.AspNetCore.Tests.Identity;

/// <summary>A user of ASP.NET Core Identity.</summary>
internal sealed class Account
{
    public string Id { get; init; } = "";

    public string? Name { get; set; }

    public string? NormalizedName { get; set; }

    public string? PasswordHash { get; set; }

    public string? SecurityStamp { get; set; }

    public bool TwoFactorEnabled { get; set; }

    public string? AuthenticatorKey { get; set; }
}
