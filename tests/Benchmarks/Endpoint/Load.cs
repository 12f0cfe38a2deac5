using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Endpoint;

/// <summary>Clients that ask for one page again and again, each on a connection of its own. They do as little as they can: they share the machine with the server.</summary>
internal sealed class Load : IDisposable
{
    private const int Connections = 8;

    private readonly List<Socket> _sockets = [];
    private readonly List<double> _rates = [];
    private readonly List<double> _costs = [];
    private readonly byte[] _request;
    private int _responseLength;

    private Load(string name, string path, string cookie)
    {
        Name = name;
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(cookie.Length == 0 ? "" : $"Cookie: {cookie}\r\n")}\r\n");
    }

    public string Name { get; }

    public int RequestLength => _request.Length;

    /// <summary>Requests in a second, the median of all rounds.</summary>
    public double Rate => Median(_rates);

    /// <summary>CPU of client and server for one request.</summary>
    public double Microseconds => Median(_costs);

    public static async Task<Load> StartAsync(string name, IPEndPoint server, string path, string cookie)
    {
        var load = new Load(name, path, cookie);
        for (var i = 0; i < Connections; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server).ConfigureAwait(false);
            load._sockets.Add(socket);
        }

        await load.ReadFirstAsync().ConfigureAwait(false);
        return load;
    }

    public double RateRatioTo(Load other) => Median(_rates.Zip(other._rates, static (own, others) => own / others));

    public double CostRatioTo(Load other) => Median(_costs.Zip(other._costs, static (own, others) => own / others));

    public void Forget()
    {
        _rates.Clear();
        _costs.Clear();
    }

    public async Task TakeTurnAsync(TimeSpan duration)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(_sockets.Select(socket => Task.Run(() => AskAsync(socket, start, duration)))).ConfigureAwait(false);
        var requests = counts.Sum();
        _rates.Add(requests / Stopwatch.GetElapsedTime(start).TotalSeconds);
        _costs.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / requests);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task<int> AskAsync(Socket socket, long start, TimeSpan duration)
    {
        var response = new byte[_responseLength];
        var requests = 0;
        for (; Stopwatch.GetElapsedTime(start) < duration; requests++)
        {
            await socket.SendAsync(_request).ConfigureAwait(false);
            for (var read = 0; read < response.Length;)
            {
                var count = await socket.ReceiveAsync(response.AsMemory(read)).ConfigureAwait(false);
                read += count > 0 ? count : throw new IOException("The server has closed the connection.");
            }

            Check(response);
        }

        return requests;
    }

    /// <summary>All responses have the length of the first.</summary>
    private async Task ReadFirstAsync()
    {
        var response = new byte[4096];
        await _sockets[0].SendAsync(_request).ConfigureAwait(false);
        _responseLength = await _sockets[0].ReceiveAsync(response).ConfigureAwait(false);
        Check(response);
    }

    private void Check(ReadOnlySpan<byte> response)
    {
        if (!response.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidOperationException($"{Name}: {Encoding.ASCII.GetString(response)}");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
