using Xunit;

namespace SealedSessions.Testing;

/// <summary>
/// What a test needs from the machine. Where it is missing the test is skipped with a reason, or fails if
/// <c>SESSIONS_REQUIRE_SERVERS=1</c> says that everything has to run.
/// </summary>
public static class Require
{
    public static void Postgres()
    {
        Need(InstalledPrograms.Postgres is not null, "a PostgreSQL server", "postgresql");
        Need(Account.OfPostgres is not null, "a user to run PostgreSQL as, which refuses root", "postgresql");
    }

    public static void Redis() => Need(InstalledPrograms.Redis is not null, "a Redis server", "redis-server");

    public static void Chromium() => Need(InstalledPrograms.Chromium is not null, "a browser", "chromium");

    private static void Need(bool present, string what, string package)
    {
        if (present)
        {
            return;
        }

        var reason = $"This test needs {what}: install the package {package} (apt-get install {package}).";
        if (Environment.GetEnvironmentVariable("SESSIONS_REQUIRE_SERVERS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
