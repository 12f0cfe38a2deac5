using Microsoft.Extensions.Options;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>Where the options name no database, it is that of the data source that is registered.</summary>
internal sealed class RegisteredDataSource(IEnumerable<NpgsqlDataSource> sources) : IPostConfigureOptions<PostgresSessionOptions>
{
    public void PostConfigure(string? name, PostgresSessionOptions options)
    {
        if (options.DataSource is null && options.ConnectionString is null)
        {
            options.DataSource = sources.LastOrDefault();
        }
    }
}
