using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace SocialCrm.Live;

/// <summary>A hub's client that keeps what it is sent, and stops reading when a test says so.</summary>
internal sealed class RecordingClient : IClientProxy, IAsyncDisposable
{
    private readonly Channel<(string Method, object Message)> _sent = Channel.CreateUnbounded<(string, object)>();
    private readonly CancellationTokenSource _aborted = new();
    private readonly Task _running;
    private TaskCompletionSource? _stalled;

    public RecordingClient(LiveOptions? options = null, TimeProvider? time = null)
    {
        Connection = new LiveConnection(this, options ?? new LiveOptions(), time ?? TimeProvider.System, NullLogger.Instance, _aborted.Token);
        _running = Connection.RunAsync();
    }

    public LiveConnection Connection { get; }

    /// <summary>How many messages came and weren't looked at.</summary>
    public int Waiting => _sent.Reader.Count;

    public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
    {
        _sent.Writer.TryWrite((method, args[0]!));
        return _stalled?.Task ?? Task.CompletedTask;
    }

    /// <summary>From the next message on, sends don't return.</summary>
    public void StopReading() => _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReadAgain() => Interlocked.Exchange(ref _stalled, null)?.SetResult();

    /// <summary>Writes the answer, as the hub does: the watch is armed by it.</summary>
    public static JsonObject Answered(WatchAnswer? answer) =>
        (JsonObject)JsonNode.Parse(JsonSerializer.Serialize(Assert.NotNull(answer), LiveJson.Default.WatchAnswer))!;

    public async Task<T> NextAsync<T>(string phase)
    {
        var (_, message) = await _sent.Reader.ReadAsync().AsTask().WithinBoundAsync(phase);
        return Xunit.Assert.IsType<T>(message);
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Close();
        await _aborted.CancelAsync();
        ReadAgain();
        await _running;
        _aborted.Dispose();
    }

    private static class Assert
    {
        public static T NotNull<T>(T? value) where T : class
        {
            Xunit.Assert.NotNull(value);
            return value;
        }
    }
}
