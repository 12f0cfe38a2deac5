using System.Reflection;

namespace SealedSessions.AspNetCore.Tests;

public sealed class PublicApiTests
{
    private static readonly string Root = typeof(PublicApiTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "RepositoryRoot").Value!;

    [Fact]
    public void PublicApi_IsTheOneInTheFile() =>
        PublicApi.Verify(typeof(SealedCookieOptions).Assembly, Path.Combine(Root, "src/SealedSessions.AspNetCore"));
}
