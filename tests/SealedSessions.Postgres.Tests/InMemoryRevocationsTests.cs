namespace SealedSessions.Postgres.Tests;

public sealed class InMemoryRevocationsTests : SessionRevocationsContract
{
    protected override Task<ISessionRevocations> CreateAsync() => Task.FromResult<ISessionRevocations>(new InMemorySessionRevocations());
}
