using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace SealedSessions.Testing;

/// <summary>
/// A distributed cache in Redis, with as much of the protocol as that takes. A broken or refused connection is an
/// IOException, a server that does not answer in time a TimeoutException.
/// </summary>
public sealed class RedisCache : IDistributedCache, IDisposable
{
    // Before each value: the sliding window and the absolute expiry, in milliseconds, 0 for none.
    private const int HeaderLength = 2 * sizeof(long);

    private readonly int _port;
    private readonly string _prefix;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private readonly ConcurrentBag<RedisConnection> _idle = [];

    /// <param name="port">Of the server, or of a <see cref="TcpProxy"/> in front of it.</param>
    /// <param name="prefix">Stands before all keys; tests with prefixes of their own can share a server.</param>
    /// <param name="timeout">Of one operation; 2 seconds unless given.</param>
    /// <param name="clock">What an absolute expiry is compared with. Entries expire in the server's own time whatever it shows.</param>
    public RedisCache(int port, string prefix = "", TimeSpan? timeout = null, TimeProvider? clock = null)
    {
        _port = port;
        _prefix = prefix;
        _timeout = timeout ?? TimeSpan.FromSeconds(30);
        _clock = clock ?? TimeProvider.System;
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        if (await ExecuteAsync(token, "GET", _prefix + key).ConfigureAwait(false) is not byte[] entry)
        {
            return null;
        }

        await SlideAsync(key, entry, token).ConfigureAwait(false);
        return entry[HeaderLength..];
    }

    public async Task RefreshAsync(string key, CancellationToken token = default)
    {
        var header = await ExecuteAsync(token, "GETRANGE", _prefix + key, 0, HeaderLength - 1).ConfigureAwait(false);
        if (header is byte[] { Length: HeaderLength } present)
        {
            await SlideAsync(key, present, token).ConfigureAwait(false);
        }
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        var now = _clock.GetUtcNow();
        var expiry = now + options.AbsoluteExpirationRelativeToNow ?? options.AbsoluteExpiration;
        if (expiry <= now)
        {
            throw new ArgumentOutOfRangeException(nameof(options), expiry, "The absolute expiry has to be in the future.");
        }

        var entry = new byte[HeaderLength + value.Length];
        BinaryPrimitives.WriteInt64BigEndian(entry, (long)(options.SlidingExpiration?.TotalMilliseconds ?? 0));
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(sizeof(long)), expiry?.ToUnixTimeMilliseconds() ?? 0);
        value.CopyTo(entry, HeaderLength);
        await (Lifetime(entry) is { } lifetime
            ? ExecuteAsync(token, "SET", _prefix + key, entry, "PX", lifetime)
            : ExecuteAsync(token, "SET", _prefix + key, entry)).ConfigureAwait(false);
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => ExecuteAsync(token, "DEL", _prefix + key);

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public void Refresh(string key) => RefreshAsync(key).GetAwaiter().GetResult();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task SlideAsync(string key, byte[] entry, CancellationToken token)
    {
        if (BinaryPrimitives.ReadInt64BigEndian(entry) > 0)
        {
            await ExecuteAsync(token, "PEXPIRE", _prefix + key, Lifetime(entry)!).ConfigureAwait(false);
        }
    }

    /// <summary>How many milliseconds the entry has from now on unless it is used: the window, but not past the absolute expiry.</summary>
    private long? Lifetime(ReadOnlySpan<byte> entry)
    {
        var window = BinaryPrimitives.ReadInt64BigEndian(entry);
        var expiry = BinaryPrimitives.ReadInt64BigEndian(entry[sizeof(long)..]);
        var untilExpiry = Math.Max(1, expiry - _clock.GetUtcNow().ToUnixTimeMilliseconds());
        return (window, expiry) switch
        {
            (0, 0) => null,
            (0, _) => untilExpiry,
            (_, 0) => window,
            _ => Math.Min(window, untilExpiry),
        };
    }

    private async Task<object?> ExecuteAsync(CancellationToken token, params object[] command)
    {
        byte[][] bytes =
        [
            .. command.Select(part => part as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(part, CultureInfo.InvariantCulture)!)),
        ];
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(token);
        bounded.CancelAfter(_timeout);
        try
        {
            // Idle connections do not survive a restart of the server. The commands may all be sent twice.
            while (_idle.TryTake(out var idle))
            {
                try
                {
                    return await ExecuteAsync(idle, bytes, bounded.Token).ConfigureAwait(false);
                }
                catch (IOException)
                {
                    // The next one, or a new one.
                }
            }

            var connection = await RedisConnection.OpenAsync(_port, bounded.Token).ConfigureAwait(false);
            return await ExecuteAsync(connection, bytes, bounded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new TimeoutException($"Redis does not answer within {_timeout}.");
        }
    }

    private async Task<object?> ExecuteAsync(RedisConnection connection, byte[][] command, CancellationToken token)
    {
        try
        {
            var answer = await connection.ExecuteAsync(command, token).ConfigureAwait(false);
            _idle.Add(connection);
            return answer;
        }
        catch
        {
            // What is left of an answer would be taken for the next one's.
            connection.Dispose();
            throw;
        }
    }
}
