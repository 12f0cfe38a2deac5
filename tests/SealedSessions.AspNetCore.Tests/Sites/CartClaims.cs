namespace SealedSessions.AspNetCore.Tests;

/// <summary>Claims of an application's own.</summary>
public sealed record CartClaims(string[] Items);
