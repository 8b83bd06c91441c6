using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialCrm.Bench.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends prepared bytes and reads whole answers: a fifth of HttpClient's cost, so that the load generator takes
/// little of the two cores it shares with what is measured.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private HttpConnection(Socket socket) => _socket = socket;

    public static async Task<HttpConnection> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new HttpConnection(socket);
    }

    /// <summary>Sends one request and answers its status; <see cref="Body"/> holds the body until the next call.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;) sent += await _socket.SendAsync(request[sent..]);
        _filled = 0;
        while (true)
        {
            if (_filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
            if (read == 0) throw new IOException("the server closed the connection");
            _filled += read;
            if (TryParse(out var status)) return status;
        }
    }

    public ReadOnlyMemory<byte> Body { get; private set; }

    public void Dispose() => _socket.Dispose();

    private bool TryParse(out int status)
    {
        status = 0;
        var head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        status = int.Parse(_buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var headers = _buffer.AsSpan(0, head + 2);
        var start = head + 4;
        if (Find(headers, "Content-Length: ") is { } length)
        {
            if (_filled < start + length) return false;
            Body = _buffer.AsMemory(start, length);
            return true;
        }

        if (status is 204 or 304) return true;
        if (!_buffer.AsSpan(0, _filled).EndsWith("0\r\n\r\n"u8)) return false;
        Body = _buffer.AsMemory(start, _filled - start);
        return true;
    }

    private static int? Find(ReadOnlySpan<byte> headers, string name)
    {
        Span<byte> bytes = stackalloc byte[name.Length];
        Encoding.ASCII.GetBytes(name, bytes);
        var at = headers.IndexOf(bytes);
        if (at < 0) return null;
        var value = headers[(at + name.Length)..];
        return int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
