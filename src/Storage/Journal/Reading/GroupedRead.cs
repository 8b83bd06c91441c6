namespace SocialCrm.Journal.Reading;

/// <summary>
/// Collects keys while reads are under way, and asks for all of them with the next one. A key that joins a read which has already started isn't
/// answered by it: the caller may have committed something that the read doesn't see.
/// </summary>
/// <param name="read">Answers what it found; keys that are missing in its answer have the value <c>default</c>.</param>
/// <param name="maxKeys">Most keys of one read; more go into the next.</param>
/// <param name="parallel">Reads under way at once.</param>
internal sealed class GroupedRead<TKey, TValue>(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read, int maxKeys, int parallel)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> waiting = [];
    private readonly Queue<TKey> order = new();
    private int running;

    /// <exception cref="StoreUnavailableException">The database can't be reached.</exception>
    public Task<TValue?> ReadAsync(TKey key, CancellationToken cancellation)
    {
        Task<TValue?> task;
        var start = false;
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out var answer))
            {
                answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting.Add(key, answer);
                order.Enqueue(key);
                if (running < parallel)
                {
                    running++;
                    start = true;
                }
            }

            task = answer.Task;
        }

        if (start) ThreadPool.UnsafeQueueUserWorkItem(static me => _ = me.RunAsync(), this, preferLocal: false);
        return cancellation.CanBeCanceled ? task.WaitAsync(cancellation) : task;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            KeyValuePair<TKey, TaskCompletionSource<TValue?>>[] group;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    running--;
                    return;
                }

                group = Take();
            }

            await AnswerAsync(group);
        }
    }

    private KeyValuePair<TKey, TaskCompletionSource<TValue?>>[] Take()
    {
        var group = new KeyValuePair<TKey, TaskCompletionSource<TValue?>>[Math.Min(order.Count, maxKeys)];
        for (var i = 0; i < group.Length; i++)
        {
            var key = order.Dequeue();
            waiting.Remove(key, out var answer);
            group[i] = new(key, answer!);
        }

        return group;
    }

    /// <summary>A read that fails for one key's sake is repeated in halves, so that this key alone fails.</summary>
    private async Task AnswerAsync(KeyValuePair<TKey, TaskCompletionSource<TValue?>>[] group)
    {
        try
        {
            var found = await read(Array.ConvertAll(group, static pair => pair.Key));
            foreach (var (key, answer) in group) answer.TrySetResult(found.GetValueOrDefault(key));
        }
        catch (Exception e) when (group.Length == 1 || e is StoreUnavailableException)
        {
            foreach (var (_, answer) in group) answer.TrySetException(e);
        }
        catch (Exception)
        {
            await AnswerAsync(group[..(group.Length / 2)]);
            await AnswerAsync(group[(group.Length / 2)..]);
        }
    }
}
