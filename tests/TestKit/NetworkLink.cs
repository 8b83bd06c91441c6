using System.Net;
using System.Net.Sockets;

namespace SocialCrm.TestKit;

/// <summary>What a link does with what is sent over it.</summary>
public enum LinkState
{
    Open,

    /// <summary>A network that swallows: connections stay, nothing comes through, and what was sent arrives once the link is open again.</summary>
    Silent,

    /// <summary>Connections are reset, new ones too.</summary>
    Cut,
}

/// <summary>
/// The network between some processes and a server on the loopback, which a test cuts and mends. With several servers it is a load balancer: each
/// connection goes to the next one that takes it.
/// </summary>
public sealed class NetworkLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _ends = [];
    private readonly int[] _servers;
    private readonly Task _accepting;
    private TaskCompletionSource _open = Opened();
    private LinkState _state;
    private int _next;

    public NetworkLink(params int[] servers)
    {
        _servers = servers;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Become(LinkState state)
    {
        lock (_gate)
        {
            _state = state;
            if (state == LinkState.Silent) _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
            else _open.TrySetResult();
            if (state == LinkState.Cut) ResetAll();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        lock (_gate) ResetAll();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var first = Interlocked.Increment(ref _next);
        try
        {
            if (!Keep(client)) return;
            await _open.Task.WaitAsync(_stop.Token);
            for (var i = 0; i < _servers.Length; i++)
            {
                var server = new TcpClient();
                if (!await TryConnectAsync(server, _servers[(first + i) % _servers.Length])) continue;
                if (Keep(server)) await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
                Reset(server);
                return;
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
        finally
        {
            Reset(client);
        }
    }

    private async Task<bool> TryConnectAsync(TcpClient server, int port)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            server.NoDelay = true;
            return true;
        }
        catch (SocketException)
        {
            server.Dispose();
            return false;
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await _open.Task.WaitAsync(_stop.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    private bool Keep(TcpClient end)
    {
        lock (_gate)
        {
            if (_state != LinkState.Cut && !_stop.IsCancellationRequested) return _ends.Add(end);
        }

        Reset(end);
        return false;
    }

    /// <summary>Under the gate.</summary>
    private void ResetAll()
    {
        foreach (var end in _ends) Close(end);
        _ends.Clear();
    }

    private void Reset(TcpClient end)
    {
        lock (_gate)
        {
            _ends.Remove(end);
            Close(end);
        }
    }

    /// <summary>A reset, as of a network that is gone: nothing that waits is delivered.</summary>
    private static void Close(TcpClient end)
    {
        if (end.Client is null) return;
        if (end.Connected) end.LingerState = new LingerOption(enable: true, seconds: 0);
        end.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private static bool IsEnd(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
