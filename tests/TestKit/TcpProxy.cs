using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

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

    /// <summary>How long a COMMIT is held back before it is forwarded: a server whose log is far away. Default zero.</summary>
    public TimeSpan CommitDelay { get; set; }

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
        catch (Exception e) when (IsEnd(e))
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
                var connection = new Connection(client.GetStream(), server.GetStream());
                await Task.WhenAny(AnswerAsync(connection), ForwardAsync(connection));
            }
            catch (Exception e) when (IsEnd(e))
            {
            }
        }
    }

    /// <summary>From the server to the client, until a cut: then the first answer is lost with the connection.</summary>
    private async Task AnswerAsync(Connection connection)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await connection.Server.ReadAsync(buffer, stop.Token) is > 0 and var count && !connection.IsCut)
            {
                await connection.Client.WriteAsync(buffer.AsMemory(0, count), stop.Token);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    /// <summary>From the client to the server, message by message; the first one has no type byte. Waits for nothing after a COMMIT that was cut off.</summary>
    private async Task ForwardAsync(Connection connection)
    {
        try
        {
            await ForwardMessageAsync(connection, typeBytes: 0);
            while (await ForwardMessageAsync(connection, typeBytes: 1))
            {
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            return;
        }

        // What the server answers now ends the other direction.
        if (connection.IsCut) await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private async Task<bool> ForwardMessageAsync(Connection connection, int typeBytes)
    {
        var header = new byte[typeBytes + 4];
        await connection.Client.ReadExactlyAsync(header, stop.Token);
        var message = new byte[typeBytes + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(typeBytes))];
        header.CopyTo(message, 0);
        await connection.Client.ReadExactlyAsync(message.AsMemory(header.Length), stop.Token);
        var commits = connection.Commits(message);
        var fate = commits ? TakeFate() : CommitFate.Forward;
        if (fate == CommitFate.CutBefore) throw new IOException("cut before COMMIT");
        if (commits && CommitDelay > TimeSpan.Zero) await Task.Delay(CommitDelay, stop.Token);
        connection.IsCut |= fate == CommitFate.CutAfter;
        await connection.Server.WriteAsync(message, stop.Token);
        return !(connection.IsCut && Connection.EndsRequest(message));
    }

    private CommitFate TakeFate()
    {
        var fate = NextCommit;
        if (fate == CommitFate.Forward) return fate;
        NextCommit = CommitFate.Forward;
        Cuts++;
        Refusing = RefuseAfterCut;
        return fate;
    }

    private static bool IsEnd(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    private sealed class Connection(NetworkStream client, NetworkStream server)
    {
        public NetworkStream Client => client;
        public NetworkStream Server => server;

        /// <summary>COMMIT is on its way, and its answer shall be lost.</summary>
        public volatile bool IsCut;

        private readonly HashSet<string> commits = new(StringComparer.Ordinal);

        /// <summary>Whether the message carries COMMIT out: as a query of its own, or as a statement that was parsed before, now or earlier, and is bound here.</summary>
        public bool Commits(ReadOnlySpan<byte> message)
        {
            if (message.Length <= 5) return false;
            var rest = message[5..];
            switch (message[0])
            {
                case (byte)'Q':
                    return IsCommit(Text(ref rest));
                case (byte)'P':
                    var name = Text(ref rest);
                    if (IsCommit(Text(ref rest))) commits.Add(name);
                    else commits.Remove(name);
                    return false;
                case (byte)'B':
                    Text(ref rest);
                    return commits.Contains(Text(ref rest));
                default:
                    return false;
            }
        }

        /// <summary>A query, or the Sync behind the messages of one: what the server waits for before it answers.</summary>
        public static bool EndsRequest(ReadOnlySpan<byte> message) => message is [(byte)'Q' or (byte)'S', ..];

        private static bool IsCommit(string sql) => sql.Equals("commit", StringComparison.OrdinalIgnoreCase);

        private static string Text(ref ReadOnlySpan<byte> rest)
        {
            var end = rest.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(rest[..end]);
            rest = rest[(end + 1)..];
            return text;
        }
    }
}
