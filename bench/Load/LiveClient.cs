using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Load;

/// <summary>A watching SignalR client over a bare WebSocket and the JSON protocol: a thousand of them cost the load generator little.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private const char RecordSeparator = '\u001e';

    private readonly ClientWebSocket _socket = new();

    public static async Task<LiveClient> ConnectAsync(int port)
    {
        var client = new LiveClient();
        client._socket.Options.SetRequestHeader("Authorization", $"Bearer {ServiceProcess.Key}");
        await client._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/hub/live"), CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.ReceiveAsync(static _ => true);
        return client;
    }

    public async Task WatchAsync(string customer)
    {
        await SendAsync($$"""{"type":1,"invocationId":"1","target":"WatchCustomer","arguments":["{{customer}}",0]}""");
        await ReceiveAsync(static message => message.Contains("\"type\":3", StringComparison.Ordinal)
            && (message.Contains("\"error\"", StringComparison.Ordinal) ? throw new InvalidOperationException(message) : true));
    }

    /// <summary>Shows the hub that the client is there; one that says nothing for a minute is dropped.</summary>
    public Task PingAsync() => SendAsync("""{"type":6}""");

    /// <summary>Calls back for every change until the token is cancelled.</summary>
    public async Task ListenAsync(Action changed, CancellationToken stop)
    {
        try
        {
            await ReceiveAsync(
                message =>
                {
                    if (message.Contains("customerChanged", StringComparison.Ordinal)) changed();
                    return false;
                },
                stop);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Reads messages until one is accepted.</summary>
    private async Task ReceiveAsync(Func<string, bool> accept, CancellationToken stop = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.GetMemory(2_048), stop);
            if (result.MessageType == WebSocketMessageType.Close) throw new IOException($"closed: {_socket.CloseStatusDescription}");
            buffer.Advance(result.Count);
            if (!result.EndOfMessage) continue;
            var messages = Encoding.UTF8.GetString(buffer.WrittenSpan).Split(RecordSeparator, StringSplitOptions.RemoveEmptyEntries);
            buffer.ResetWrittenCount();
            if (Array.Exists(messages, m => accept(m))) return;
        }
    }
}
