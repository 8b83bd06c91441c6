using SocialCrm.TestKit;

namespace SocialCrm.Cluster.Faults;

/// <summary>Several senders at once, half of them beginning at each host.</summary>
internal sealed class Load : IAsyncDisposable
{
    public const int Senders = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient[] _hosts;
    private readonly Sender[] _senders;
    private readonly Task[] _running;

    private Load(ServiceProcess[] apis, int seed, IReadOnlyList<string> shared)
    {
        // Longer than the service itself waits for an answer: what ends then is a connection to nobody.
        _hosts = Array.ConvertAll(apis, static a =>
        {
            var client = a.Client();
            client.Timeout = TimeSpan.FromSeconds(20);
            return client;
        });
        _senders = [.. Enumerable.Range(0, Senders).Select(i => new Sender(i, _hosts, new Traffic(i, seed + i, shared), Acknowledged))];
        _running = Array.ConvertAll(_senders, s => s.RunAsync(_stop.Token));
    }

    public Acknowledged Acknowledged { get; } = new();

    public int Repeats => _senders.Sum(static s => s.Repeats);

    /// <summary>The longest time between two acknowledgements, of each sender.</summary>
    public IReadOnlyList<TimeSpan> LongestGaps => Array.ConvertAll(_senders, static s => s.LongestGap);

    public static Load Start(IReadOnlyList<ServiceProcess> apis, int seed, IReadOnlyList<string> shared) => new([.. apis], seed, shared);

    /// <summary>Completes when so many requests more had to be repeated.</summary>
    public Task IsFeltAsync(int repeats)
    {
        var until = Repeats + repeats;
        return Waiting.ForAsync($"{repeats} requests that have to be repeated", Patience, async () =>
        {
            await ThrowFailureAsync();
            return Repeats >= until;
        });
    }

    /// <summary>Completes when every sender was acknowledged so many times more.</summary>
    public async Task GoesOnAsync(int times)
    {
        var until = Array.ConvertAll(_senders, s => s.Acknowledgements + times);
        await Waiting.ForAsync($"{times} more acknowledgements of each sender", Patience, async () =>
        {
            await ThrowFailureAsync();
            return _senders.Zip(until).All(static s => s.First.Acknowledgements >= s.Second);
        });
    }

    /// <summary>Lets every sender bring its last request to its end.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    /// <summary>A sender that failed says why.</summary>
    private Task ThrowFailureAsync() => Array.Find(_running, static r => r.IsFaulted) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(Array.ConvertAll(_running, static r => r.ContinueWith(static _ => { }, TaskScheduler.Default)));
        Array.ForEach(_hosts, static h => h.Dispose());
        _stop.Dispose();
    }
}
