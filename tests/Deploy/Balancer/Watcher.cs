using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;

namespace SocialCrm.Deploy.Balancer;

/// <summary>A client of the hub over a bare WebSocket: SignalR's JSON protocol, without negotiation.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<string> _messages = new();
    private string _rest = "";

    public static async Task<Watcher> StartAsync(int port)
    {
        var watcher = new Watcher();
        using var late = new CancellationTokenSource(Patience);
        await watcher._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/hub/live?access_token={ServiceProcess.Key}"), late.Token);
        await watcher.SendAsync("""{"protocol":"json","version":1}""", late.Token);
        await watcher.NextAsync(static _ => true);
        return watcher;
    }

    public WebSocketState State => _socket.State;

    /// <summary>Watches a customer from now on, and answers the version that it has.</summary>
    public async Task<long> WatchAsync(string customer)
    {
        using var late = new CancellationTokenSource(Patience);
        await SendAsync(new JsonObject { ["type"] = 1, ["invocationId"] = "1", ["target"] = "WatchCustomer", ["arguments"] = new JsonArray(customer, null) }.ToJsonString(), late.Token);
        var answer = await NextAsync(static m => m["type"]?.GetValue<int>() == 3);
        return answer["result"]?["version"]?.GetValue<long>() ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>The version of the next change of a customer.</summary>
    public async Task<long> ChangedAsync() =>
        (await NextAsync(static m => m["target"]?.GetValue<string>() == "customerChanged"))["arguments"]![0]!["version"]!.GetValue<long>();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    private async Task<JsonObject> NextAsync(Func<JsonObject, bool> isIt)
    {
        using var late = new CancellationTokenSource(Patience);
        var buffer = new byte[16_384];
        while (true)
        {
            while (_messages.TryDequeue(out var text))
                if (JsonNode.Parse(text)!.AsObject() is var message && isIt(message)) return message;
            var got = await _socket.ReceiveAsync(buffer, late.Token);
            if (got.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException($"closed: {_socket.CloseStatusDescription}");
            var parts = (_rest + Encoding.UTF8.GetString(buffer, 0, got.Count)).Split(End);
            foreach (var part in parts.SkipLast(1)) _messages.Enqueue(part);
            _rest = parts[^1];
        }
    }
}
