using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace SocialCrm.Live;

/// <summary>
/// One client of the hub: its watches, and the one loop that sends to it. A send waits while the client doesn't read; everybody else goes on.
/// </summary>
internal sealed class LiveConnection(IClientProxy client, LiveOptions options, TimeProvider time, ILogger log, CancellationToken aborted)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, string Id), Watch> _watches = [];

    // Unbounded, and bounded all the same: a watch is in it once at most, and there are so many watches.
    private readonly Channel<Watch> _marked = Channel.CreateUnbounded<Watch>(new UnboundedChannelOptions { SingleReader = true });
    private bool _closed;

    /// <summary>Whether <see cref="Add"/> would take a watch of this: a new one only below the bound.</summary>
    public bool HasRoomFor(string scope, string id)
    {
        lock (_gate) return _watches.Count < options.MaxWatchesPerConnection || _watches.ContainsKey((scope, id));
    }

    public Watch? Find(string scope, string id)
    {
        lock (_gate) return _watches.GetValueOrDefault((scope, id));
    }

    /// <summary>Adds a watch in place of the one of the same thing. False when the connection is closed by now.</summary>
    public bool Add(Watch watch)
    {
        Watch? replaced;
        lock (_gate)
        {
            if (_closed) return false;
            _watches.Remove((watch.Scope, watch.Id), out replaced);
            _watches[(watch.Scope, watch.Id)] = watch;
        }

        if (replaced is null) LiveMetrics.Watches.Add(1);
        else EndAndDetach(replaced);
        return true;
    }

    public void Remove(string scope, string id)
    {
        Watch? removed;
        lock (_gate) _watches.Remove((scope, id), out removed);
        if (removed is null) return;
        LiveMetrics.Watches.Add(-1);
        EndAndDetach(removed);
    }

    /// <summary>Removes this watch, unless another took its place.</summary>
    public void Remove(Watch watch)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue((watch.Scope, watch.Id), out var current) || current != watch) return;
            _watches.Remove((watch.Scope, watch.Id));
        }

        LiveMetrics.Watches.Add(-1);
        watch.Detach();
    }

    public void Enqueue(Watch watch) => _marked.Writer.TryWrite(watch);

    /// <summary>Sends until the connection ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var watch in _marked.Reader.ReadAllAsync(aborted)) await watch.SendAsync(client);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The client left.
        }
    }

    /// <summary>Sends one message; returns when it is on its way, however long the client takes.</summary>
    public async ValueTask SendAsync(IClientProxy to, string method, object message)
    {
        var sending = to.SendAsync(method, message, aborted);
        if (sending.IsCompletedSuccessfully) return;
        try
        {
            await sending.WaitAsync(options.StallAfter, time, aborted);
        }
        catch (TimeoutException)
        {
            FallBehind();
            await sending.WaitAsync(aborted);
        }
    }

    public void Close()
    {
        List<Watch> watches;
        lock (_gate)
        {
            _closed = true;
            watches = [.. _watches.Values];
            _watches.Clear();
        }

        _marked.Writer.TryComplete();
        LiveMetrics.Watches.Add(-watches.Count);
        watches.ForEach(EndAndDetach);
    }

    /// <summary>The client has stopped reading: let go of everything that was kept to bring it up to date. Its watches end with a resync once it reads.</summary>
    private void FallBehind()
    {
        List<Watch> watches;
        lock (_gate) watches = [.. _watches.Values.Where(static w => !w.IsLost)];
        LiveMetrics.Behind.Add(1);
        LiveLog.Behind(log, watches.Count, options.StallAfter.TotalMilliseconds);
        foreach (var watch in watches)
        {
            watch.Detach();
            watch.Lose();
        }
    }

    private static void EndAndDetach(Watch watch)
    {
        watch.End();
        watch.Detach();
    }
}
