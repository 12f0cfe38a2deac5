using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>
/// Revocations and successors in PostgreSQL, for several nodes. A check is one round trip, or none while its answer is kept
/// (<see cref="PostgresSessionOptions.CacheFor"/>). The tables are created where they are missing, also after the database was emptied; sessions
/// from before are <see cref="RevocationStatus.Forgotten"/> then. Safe for use by many threads.
/// </summary>
public sealed class PostgresSessionStore : ISessionRevocations, ISessionSuccessors, IDisposable, IAsyncDisposable
{
    private readonly PostgresSessionOptions _options;
    private readonly PostgresStatements _statements;
    private readonly PostgresCalls _calls;
    private readonly ILogger _logger;
    private readonly NotRevokedCache? _cache;
    private readonly RevocationListener? _listener;
    private readonly ExpiredPurge _purge;
    private readonly CancellationTokenSource _stopped = new();
    private readonly object _creatingLock = new();
    private Task _creating = Task.CompletedTask;
    private long _lastEpoch;
    private int _isStarted;
    private int _isDisposed;

    /// <summary>Makes a store. It connects when it is first used.</summary>
    /// <param name="options">The database. Changes after this have no effect.</param>
    /// <param name="logger">The log, or null.</param>
    /// <param name="clock">The clock by which answers are kept, or null for the system's. What is stored goes by the database's clock.</param>
    /// <exception cref="ArgumentException">The options are wrong. The message says how, and what to do.</exception>
    public PostgresSessionStore(PostgresSessionOptions options, ILogger<PostgresSessionStore>? logger = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.Join(' ', options.Faults()) is { Length: > 0 } faults)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _options = options;
        _logger = logger ?? NullLogger<PostgresSessionStore>.Instance;
        _statements = new PostgresStatements(options.Schema);
        _calls = new PostgresCalls(options);
        _purge = new ExpiredPurge(_calls, _statements, _logger);
        if (options.CacheFor > TimeSpan.Zero)
        {
            // A sign of life is due after one keep-alive and may take another.
            _cache = new NotRevokedCache(options.CacheFor, 3 * options.ListenerKeepAlive, clock ?? TimeProvider.System);
            _listener = new RevocationListener(_calls.Source, _statements, _cache, options.ListenerKeepAlive, _logger);
        }
    }

    internal ExpiredPurge Purge => _purge;

    internal bool Keeps(in RevocationQuery query) => _cache is not null && _cache.Has(query);

    /// <summary>Creates schema and tables where they are missing. Need not be called: it happens when they are first missed. Many nodes may call it at once.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or the role may not create tables.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        lock (_creatingLock)
        {
            // For all who wait: no caller's token ends it.
            if (_creating.IsCompleted)
            {
                _creating = CreateAsync();
            }

            return _creating.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation) =>
        await WithEpochAsync(ReadEpochAsync, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation) =>
        Keeps(query) ? new(RevocationStatus.NotRevoked) : AskAsync(query, cancellation);

    /// <inheritdoc/>
    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(
                connection => PostgresCalls.ScalarAsync(connection, _statements.RevokeSession, Bytes(session), Time(until), Text(session.ToHex())),
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            _cache?.Drop(session);
        }
    }

    /// <inheritdoc/>
    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        await RevokeManyAsync(
            connection => PostgresCalls.ScalarAsync(connection, _statements.RevokeSubject, Bytes(subject), Time(before), Time(until)),
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation) =>
        await RevokeManyAsync(
            connection => PostgresCalls.ScalarAsync(connection, _statements.RevokeKey, Bytes(key), Time(until)), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        try
        {
            await WithEpochAsync<bool>(
                async connection => await PostgresCalls.ScalarAsync(connection, _statements.RevokeEverything).ConfigureAwait(false) is null ? null : true,
                cancellation).ConfigureAwait(false);
        }
        finally
        {
            _cache?.DropAll();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> GetOrAddAsync(SessionId session, uint generation, byte[] candidate, TimeSpan window, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var stored = await RunAsync(
            connection => PostgresCalls.ScalarAsync(
                connection, _statements.GetOrAddSuccessor, Bytes(session), Number(generation), Bytes(candidate), Number((long)window.TotalMilliseconds)),
            cancellation).ConfigureAwait(false);
        return (byte[])stored!;
    }

    /// <summary>Ends what runs in the background, and closes the connections unless the data source is the application's.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _stopped.Cancel();
            _stopped.Dispose();
            _calls.Dispose();
        }
    }

    /// <summary>Ends what runs in the background, and closes the connections unless the data source is the application's.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<RevocationStatus> AskAsync(RevocationQuery query, CancellationToken cancellation)
    {
        var version = _cache?.Version ?? 0;
        var askedAt = _cache?.Now ?? 0;
        var status = await WithEpochAsync(connection => CheckAsync(connection, query), cancellation).ConfigureAwait(false);
        if (status == RevocationStatus.NotRevoked)
        {
            _cache?.Keep(query, askedAt, version);
        }

        return status;
    }

    private async ValueTask RevokeManyAsync(Func<NpgsqlConnection, Task<object?>> write, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(write, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _cache?.DropAll();
        }
    }

    private async Task<RevocationStatus?> CheckAsync(NpgsqlConnection connection, RevocationQuery query)
    {
        var command = PostgresCalls.Command(
            connection, _statements.Check, Bytes(query.Session), Bytes(query.Subject), Time(query.AuthenticatedAt), Bytes(query.Key));
        await using var _ = command.ConfigureAwait(false);
        var row = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var __ = row.ConfigureAwait(false);
        await row.ReadAsync(CancellationToken.None).ConfigureAwait(false);

        if (row.GetBoolean(0))
        {
            return RevocationStatus.SessionRevoked;
        }

        if (row.GetBoolean(1))
        {
            return RevocationStatus.SubjectRevoked;
        }

        return row.GetBoolean(2) ? RevocationStatus.KeyRevoked : Epoch(row, 3)?.StatusOf(query.Epoch);
    }

    private async Task<RevocationEpoch?> ReadEpochAsync(NpgsqlConnection connection)
    {
        var command = PostgresCalls.Command(connection, _statements.Epoch);
        await using var _ = command.ConfigureAwait(false);
        var row = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var __ = row.ConfigureAwait(false);
        return await row.ReadAsync(CancellationToken.None).ConfigureAwait(false) ? Epoch(row, 0) : null;
    }

    private RevocationEpoch? Epoch(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        var epoch = new RevocationEpoch(checked((uint)row.GetInt64(column)), checked((uint)row.GetInt64(column + 1)));
        Volatile.Write(ref _lastEpoch, epoch.Current);
        return epoch;
    }

    /// <summary>Runs what needs the epoch and gives null where there is none: the tables are new or emptied.</summary>
    private async Task<T> WithEpochAsync<T>(Func<NpgsqlConnection, Task<T?>> work, CancellationToken cancellation)
        where T : struct
    {
        if (await RunAsync(work, cancellation).ConfigureAwait(false) is { } done)
        {
            return done;
        }

        _cache?.DropAll();
        var began = await RunAsync(
            connection => PostgresCalls.ExecuteAsync(connection, _statements.BeginEpoch, Number(Volatile.Read(ref _lastEpoch))), cancellation).ConfigureAwait(false);
        if (began > 0)
        {
            _logger.Begun(_options.Schema);
        }

        return await RunAsync(work, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The epoch of schema {_options.Schema} is gone as soon as it is written.");
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        Start();
        try
        {
            try
            {
                return await _calls.RunAsync(work, cancellation).ConfigureAwait(false);
            }
            catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
            {
                if (!_options.CreatesSchema)
                {
                    throw new InvalidOperationException(
                        $"The tables of schema {_options.Schema} are missing, and PostgresSessionOptions.CreatesSchema is false. Run PostgresSchema.Script.", fault);
                }

                await EnsureCreatedAsync(cancellation).ConfigureAwait(false);
                return await _calls.RunAsync(work, cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            // Who does not answer may not tell of revocations either.
            _cache?.Distrust();
            throw;
        }
    }

    private async Task CreateAsync() =>
        await _calls.RunAsync(
            async connection =>
            {
                var transaction = await connection.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
                await using var _ = transaction.ConfigureAwait(false);
                await PostgresCalls.ExecuteAsync(connection, _statements.Create).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return true;
            },
            _stopped.Token).ConfigureAwait(false);

    private void Start()
    {
        if (Volatile.Read(ref _isStarted) == 0 && Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            var stopped = _stopped.Token;
            _ = Task.Run(() => _purge.RunAsync(stopped), CancellationToken.None);
            if (_listener is not null)
            {
                _ = Task.Run(() => _listener.RunAsync(stopped), CancellationToken.None);
            }
        }
    }

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Bytes(SessionId session)
    {
        var bytes = new byte[SessionId.SizeInBytes];
        session.CopyTo(bytes);
        return Bytes(bytes);
    }

    private static NpgsqlParameter<byte[]> Bytes(SealingKeyId key) => Bytes(Convert.FromHexString(key.ToString()));

    // Hashed: a subject may hold what PostgreSQL takes for no text, and is nobody else's business.
    private static NpgsqlParameter<byte[]> Bytes(string subject) => Bytes(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    // To the millisecond, as it is sealed.
    private static NpgsqlParameter<DateTime> Time(DateTimeOffset value) =>
        new() { TypedValue = DateTimeOffset.FromUnixTimeMilliseconds(value.ToUnixTimeMilliseconds()).UtcDateTime };
}
