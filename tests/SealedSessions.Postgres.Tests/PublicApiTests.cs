using System.Reflection;

namespace SealedSessions.Postgres.Tests;

public sealed class PublicApiTests
{
    private static readonly string Root = typeof(PublicApiTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "RepositoryRoot").Value!;

    [Fact]
    public void PublicApi_IsTheOneInTheFile() =>
        PublicApi.Verify(typeof(PostgresSessionOptions).Assembly, Path.Combine(Root, "src/SealedSessions.Postgres"));
}
