namespace SealedSessions.AspNetCore.Tests;

/// <summary>A session as an endpoint sees it.</summary>
internal sealed record SeenSession(
    string Id, uint Generation, string Subject, DateTimeOffset AuthenticatedAt, DateTimeOffset ExpiresAt, DateTimeOffset IdleUntil, bool StepUpRequired, bool RevocationChecked)
{
    public static SeenSession Of<TClaims>(RevalidatedSession<TClaims> session) =>
        new(session.Id.ToHex(), session.Generation, session.Subject, session.AuthenticatedAt, session.ExpiresAt, session.IdleUntil, session.StepUpRequired, session.RevocationChecked);
}
