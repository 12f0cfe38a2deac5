namespace SealedSessions.AspNetCore;

/// <summary>A scheme whose cookie is to be sealed.</summary>
internal sealed record SealedCookieRegistration(string Scheme);
