using System.Text;

namespace SealedSessions.Testing;

/// <summary>A Redis server that keeps nothing: after a stop it starts empty.</summary>
public sealed class RedisServer : LocalServer
{
    private RedisServer()
    {
    }

    private protected override IEnumerable<string> Command =>
    [
        InstalledPrograms.Redis!, "--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning",
    ];

    /// <summary>Skips the test where Redis is not installed.</summary>
    public static async Task<RedisServer> LaunchAsync()
    {
        Require.Redis();
        var server = new RedisServer();
        try
        {
            await server.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends one command, such as KEYS *. The answer is null, a long, bytes, or a list of these.</summary>
    public async Task<object?> ExecuteAsync(params string[] command)
    {
        using var connection = await RedisConnection.OpenAsync(Port, CancellationToken.None).ConfigureAwait(false);
        return await connection.ExecuteAsync([.. command.Select(Encoding.UTF8.GetBytes)], CancellationToken.None).ConfigureAwait(false);
    }

    private protected override async Task<bool> AnswersAsync()
    {
        try
        {
            return await ExecuteAsync("PING").ConfigureAwait(false) is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
