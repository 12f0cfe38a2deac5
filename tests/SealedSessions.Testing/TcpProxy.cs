using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SealedSessions.Testing;

/// <summary>A network in front of a server on this machine, which can be slow, silent or broken.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<Socket, Socket> _serversByClient = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private TaskCompletionSource? _held;
    private int _accepted;

    /// <summary>Listens at once.</summary>
    public TcpProxy(int target)
    {
        _target = target;
        Accept();
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>How long each piece of data waits, up to 64 KiB at a time and in either direction: half of a round trip.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections there are.</summary>
    public int Open => _serversByClient.Count;

    /// <summary>How many connections there have been.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>New connections are refused from now on. Those that stand are left alone.</summary>
    public async Task RefuseAsync()
    {
        _listener?.Stop();
        _listener = null;
        await _accepting.ConfigureAwait(false);
    }

    /// <summary>Takes connections again after <see cref="RefuseAsync"/>.</summary>
    public void Accept()
    {
        if (_listener is null)
        {
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            _accepting = AcceptFromAsync(_listener);
        }
    }

    /// <summary>Resets all connections, which both ends see at once.</summary>
    public void Cut()
    {
        foreach (var client in _serversByClient.Keys)
        {
            Close(client, lingers: false);
        }
    }

    /// <summary>Nothing passes from now on; connections stand, and new ones are made.</summary>
    public void Hold() => _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back passes.</summary>
    public void Release() => Interlocked.Exchange(ref _held, null)?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await RefuseAsync().ConfigureAwait(false);
        Cut();
        _ended.Dispose();
    }

    private async Task AcceptFromAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptSocketAsync().ConfigureAwait(false));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Refusing.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _serversByClient[client] = server;
        Interlocked.Increment(ref _accepted);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _ended.Token).ConfigureAwait(false);
            Task[] directions = [PassAsync(client, server), PassAsync(server, client)];
            await (await Task.WhenAny(directions).ConfigureAwait(false)).ConfigureAwait(false);
            await Task.WhenAll(directions).ConfigureAwait(false);
            Close(client, lingers: true);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Close(client, lingers: false);
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, _ended.Token).ConfigureAwait(false) is > 0 and var count)
        {
            await Task.Delay(Delay, _ended.Token).ConfigureAwait(false);
            await (Volatile.Read(ref _held)?.Task ?? Task.CompletedTask).WaitAsync(_ended.Token).ConfigureAwait(false);
            await to.SendAsync(buffer.AsMemory(0, count), _ended.Token).ConfigureAwait(false);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    // A socket that does not linger is reset instead of closed in order.
    private void Close(Socket client, bool lingers)
    {
        if (!_serversByClient.TryRemove(client, out var server))
        {
            return;
        }

        foreach (var socket in (Socket[])[client, server])
        {
            if (!lingers)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }

            socket.Dispose();
        }
    }
}
