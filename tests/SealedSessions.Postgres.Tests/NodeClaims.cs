namespace SealedSessions.Postgres.Tests;

internal sealed record NodeClaims(string Name);
