namespace SealedSessions;

/// <summary>What is known of the client that presents a session.</summary>
/// <param name="Binding">What the client has proved: certificate, key or workload; null where nothing.</param>
/// <param name="Client">The client's soft signals, or null.</param>
/// <param name="Host">The request or invocation, for risk signals and subject checks of the application; in ASP.NET Core the HttpContext.</param>
public readonly record struct RevalidationContext(SessionBinding? Binding = null, ClientContext? Client = null, object? Host = null);
