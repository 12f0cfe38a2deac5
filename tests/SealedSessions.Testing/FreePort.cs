using System.Net;
using System.Net.Sockets;

namespace SealedSessions.Testing;

/// <summary>
/// A free port below those that the kernel gives to outgoing connections: a server that stops and starts again finds
/// it still free, and a client that keeps trying cannot connect to itself.
/// </summary>
internal static class FreePort
{
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(12_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }
}
