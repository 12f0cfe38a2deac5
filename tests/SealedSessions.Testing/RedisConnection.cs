using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SealedSessions.Testing;

/// <summary>One connection to Redis, one command at a time (RESP 2). After an exception it is of no use any more.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly byte[] _received = new byte[16 * 1024];
    private int _next;
    private int _end;

    private RedisConnection(Socket socket) => _stream = new(socket, ownsSocket: true);

    public static async Task<RedisConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return new(socket);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new IOException($"Redis cannot be reached: {refused.Message}", refused);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The answer is null, a long, bytes, or a list of these.</summary>
    public async Task<object?> ExecuteAsync(IReadOnlyList<byte[]> command, CancellationToken cancellationToken)
    {
        using var request = new MemoryStream();
        request.Write(Encoding.ASCII.GetBytes($"*{command.Count}\r\n"));
        foreach (var part in command)
        {
            request.Write(Encoding.ASCII.GetBytes($"${part.Length}\r\n"));
            request.Write(part);
            request.Write("\r\n"u8);
        }

        await _stream.WriteAsync(request.GetBuffer().AsMemory(0, (int)request.Length), cancellationToken).ConfigureAwait(false);
        return await ReadAnswerAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stream.Dispose();

    private async Task<object?> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        switch (line[0])
        {
            case '+':
                return Encoding.UTF8.GetBytes(line[1..]);
            case ':':
                return long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
            case '$' when line == "$-1":
            case '*' when line == "*-1":
                return null;
            case '$':
                return await ReadBytesAsync(int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            case '*':
                var list = new object?[int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture)];
                for (var i = 0; i < list.Length; i++)
                {
                    list[i] = await ReadAnswerAsync(cancellationToken).ConfigureAwait(false);
                }

                return list;
            default:
                throw new IOException($"Redis answers: {line}");
        }
    }

    private async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = await ReadByteAsync(cancellationToken).ConfigureAwait(false);
        }

        await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await ReadByteAsync(cancellationToken).ConfigureAwait(false) is not (byte)'\n' and var read)
        {
            line.Append((char)read);
        }

        return line.ToString().TrimEnd('\r');
    }

    private async ValueTask<byte> ReadByteAsync(CancellationToken cancellationToken)
    {
        if (_next == _end)
        {
            _end = await _stream.ReadAsync(_received, cancellationToken).ConfigureAwait(false);
            _next = 0;
            if (_end == 0)
            {
                throw new IOException("Redis has closed the connection.");
            }
        }

        return _received[_next++];
    }
}
