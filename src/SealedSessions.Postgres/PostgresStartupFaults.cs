using Microsoft.Extensions.Options;

namespace SealedSessions.Postgres;

/// <summary>Says at start-up what is wrong with the options.</summary>
internal sealed class PostgresStartupFaults(IOptions<PostgresSessionOptions> options) : IStartupFaults
{
    public IEnumerable<string> Find() => options.Value.Faults();
}
