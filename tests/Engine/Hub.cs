using System.Collections.Concurrent;

namespace SocialCrm.Engine;

/// <summary>Where the grains of a silo and its test meet: gates that a test opens, places that a grain reports, what happened in order.</summary>
public sealed class Hub
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _happened = new();
    private int _activations;

    /// <summary>What happened until now, oldest first.</summary>
    public IReadOnlyList<string> Happened => [.. _happened];

    /// <summary>Values that grains were given, by reference.</summary>
    public ConcurrentQueue<object> Received { get; } = new();

    /// <summary>Ends when somebody called <see cref="Set"/>.</summary>
    public Task When(string signal) => Signal(signal).Task;

    public void Set(string signal) => Signal(signal).TrySetResult();

    /// <summary>Reports something, and sets the signal of that name.</summary>
    public void Report(string what)
    {
        _happened.Enqueue(what);
        Set(what);
    }

    public int NextActivation() => Interlocked.Increment(ref _activations);

    private TaskCompletionSource Signal(string name) =>
        _signals.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
