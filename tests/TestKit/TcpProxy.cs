using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace SocialCrm.TestKit;

/// <summary>What a proxy does when it sees a COMMIT on its way to the server.</summary>
public enum CommitFate
{
    Forward,

    /// <summary>The server never sees it: the transaction ends with the connection.</summary>
    CutBefore,

    /// <summary>The server gets it and carries it out; its answer is lost.</summary>
    CutAfter,
}

/// <summary>
/// Stands on the loopback between a client and a PostgreSQL server, reads the client's messages, and cuts connections at COMMIT. It speaks the protocol of
/// version 3 without TLS.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly string host;
    private readonly int port;
    private readonly Task accepting;

    public TcpProxy(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Of the next COMMIT; the ones after it are forwarded again.</summary>
    public CommitFate NextCommit { get; set; }

    /// <summary>While true, new connections are closed at once: a server that can't be reached.</summary>
    public bool Refusing { get; set; }

    /// <summary>Commits cut so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>After a cut, refuse new connections.</summary>
    public bool RefuseAfterCut { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                if (Refusing) client.Dispose();
                else _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(host, port, stop.Token);
                client.NoDelay = server.NoDelay = true;
                var answers = server.GetStream().CopyToAsync(client.GetStream(), stop.Token);
                await Task.WhenAny(answers, ForwardAsync(client.GetStream(), server.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    /// <summary>Message by message; the first has no type byte.</summary>
    private async Task ForwardAsync(NetworkStream from, NetworkStream to)
    {
        var header = new byte[5];
        await from.ReadExactlyAsync(header.AsMemory(0, 4), stop.Token);
        var startup = new byte[BinaryPrimitives.ReadInt32BigEndian(header) - 4];
        await from.ReadExactlyAsync(startup, stop.Token);
        await to.WriteAsync(header.AsMemory(0, 4), stop.Token);
        await to.WriteAsync(startup, stop.Token);
        while (true)
        {
            await from.ReadExactlyAsync(header, stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await from.ReadExactlyAsync(body, stop.Token);
            var fate = IsCommit(header[0], body) ? NextCommit : CommitFate.Forward;
            if (fate != CommitFate.Forward)
            {
                NextCommit = CommitFate.Forward;
                Cuts++;
                Refusing = RefuseAfterCut;
            }

            if (fate == CommitFate.CutBefore) return;
            // After a cut the answers' direction ends first, so that none gets through.
            if (fate == CommitFate.CutAfter) CutAnswers?.Invoke();
            await to.WriteAsync(header, stop.Token);
            await to.WriteAsync(body, stop.Token);
            if (fate == CommitFate.CutAfter) return;
        }
    }

    private Action? CutAnswers { get; }

    private static bool IsCommit(byte type, ReadOnlySpan<byte> body) => type is (byte)'Q' or (byte)'P' && body.IndexOf("COMMIT"u8) >= 0;
}
