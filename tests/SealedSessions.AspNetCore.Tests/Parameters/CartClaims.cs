namespace SealedSessions.AspNetCore.Tests.Parameters;

/// <summary>Claims of an application's own.</summary>
public sealed record CartClaims(string[] Items);
