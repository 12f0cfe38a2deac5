namespace SealedSessions;

/// <summary>The session and the client that a risk signal looks at.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Subject">Whose session it is.</param>
/// <param name="AuthenticatedAt">When the subject last proved who it is.</param>
/// <param name="SealedClient">The client's soft signals at sign-in, or null.</param>
/// <param name="Client">The client's soft signals now, or null.</param>
/// <param name="Host">The request or invocation; in ASP.NET Core the HttpContext.</param>
public readonly record struct RiskContext(SessionId Session, string Subject, DateTimeOffset AuthenticatedAt, ClientContext? SealedClient, ClientContext? Client, object? Host);
