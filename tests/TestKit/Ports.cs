using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocialCrm.TestKit;

/// <summary>Free ports of the loopback.</summary>
public static class Ports
{
    private const int Lowest = 6_000;
    private const int Highest = 12_700;
    private const int ToGateway = 10_000;
    internal const int ToSilo = 20_000;
    private const int Attempts = 500;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>One that the system gives.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// An HTTP port whose silo and gateway ports are free as well. All three lie below those that the system takes for outgoing connections, and none is
    /// given twice in a process, so a restarted silo finds its ports free.
    /// </summary>
    public static int FreeForSilo()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            if (IsFree(port) && IsFree(port + ToGateway) && IsFree(port + ToSilo) && Given.TryAdd(port, true)) return port;
        }

        throw new InvalidOperationException($"no three free ports among those from {Lowest} on");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
