using Microsoft.Extensions.Logging;
using SocialCrm.Live;
using SocialCrm.Storage;

namespace SocialCrm.Journal.Writing;

/// <summary>
/// Appends that arrive while a transaction is under way go together into the next one. A writer runs while there is something to write;
/// a further one starts only when many wait.
/// </summary>
internal sealed class JournalWriter : IJournal, IAsyncDisposable
{
    /// <summary>Rows that must wait before a further writer starts: below it, one larger group costs less than two smaller ones.</summary>
    private const int RowsForAnotherWriter = 256;

    private readonly Lock gate = new();
    private readonly WaitingAppends waiting;
    private readonly SemaphoreSlim door;
    private readonly Stack<(int Writer, IWriteSession Session)> idle = new();
    private readonly int writers;
    private readonly GroupCommit commit;
    private readonly WriterMetrics metrics;
    private readonly ILogger log;
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A writer found nothing that could go: no further one starts until a transaction has ended.</summary>
    private bool barren;
    private bool closing;

    public JournalWriter(StorageOptions options, Func<WriterMetrics, IReadOnlyList<IWriteSession>> sessions, IChangeSink sink, ILogger log)
    {
        waiting = new(options.MaxRowsPerCommit);
        door = new(options.MaxWaitingAppends);
        metrics = new(() => waiting.Count);
        commit = new(sink, metrics, log, Remember);
        this.log = log;
        var all = sessions(metrics);
        writers = all.Count;
        for (var i = writers - 1; i >= 0; i--) idle.Push((i, all[i]));
    }

    /// <summary><paramref name="cancellation"/> counts only until a place in the queue was found: from then on the append is under way.</summary>
    public async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellation)
    {
        if (append.Entries.Count is 0 or > Append.MaxEntries) throw new ArgumentException($"1 to {Append.MaxEntries} entries", nameof(append));
        if (append.Head is { } head && (head.Id.Value != append.Stream || head.Version != append.ExpectedVersion + append.Entries.Count))
        {
            throw new ArgumentException("the head isn't that of the stream after its last entry", nameof(append));
        }

        var pending = new Pending(append);
        await door.WaitAsync(cancellation);
        Enqueue(pending);
        return await pending.Task;
    }

    /// <summary>Finishes what waits, then closes the sessions. Later appends are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        var first = false;
        lock (gate)
        {
            (first, closing) = (!closing, true);
            if (idle.Count == writers && waiting.Count == 0) drained.TrySetResult();
        }

        await drained.Task;
        if (!first) return;
        foreach (var (_, session) in idle) await session.DisposeAsync();
        metrics.Dispose();
    }

    private void Enqueue(Pending pending)
    {
        (int, IWriteSession)? start = null;
        lock (gate)
        {
            if (closing)
            {
                door.Release();
                throw new StoreUnavailableException("The store is closing.");
            }

            waiting.Add(pending);
            var needed = idle.Count == writers || (waiting.Rows >= RowsForAnotherWriter && !barren);
            if (needed && idle.Count > 0) start = idle.Pop();
        }

        if (start is { } writer) ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Me.RunAsync(state.Writer), (Me: this, Writer: writer), preferLocal: false);
    }

    private async Task RunAsync((int Number, IWriteSession Session) writer)
    {
        while (true)
        {
            List<Pending> group;
            List<(Pending Append, AppendResult Why)>? known;
            lock (gate)
            {
                group = waiting.Take(writer.Number, out known);
                if (group.Count == 0)
                {
                    idle.Push(writer);
                    barren = waiting.Count > 0;
                    if (closing && idle.Count == writers) drained.TrySetResult();
                }
            }

            Leave(group.Count, known);
            if (group.Count == 0) return;
            await CommitAsync(writer.Session, group);
        }
    }

    private async Task CommitAsync(IWriteSession session, List<Pending> group)
    {
        try
        {
            await commit.RunAsync(session, group);
        }
        catch (Exception e)
        {
            // Refused because the server is away: whoever found that out has logged it.
            if (e is not StoreUnavailableException { InnerException: null }) log.GroupFailed(group.Sum(p => p.Rows), group.Count, e);
            var told = e as StoreUnavailableException ?? new StoreUnavailableException("The store failed; what was asked may or may not have been done.", e);
            // Those that were answered before the failure keep their answer.
            foreach (var pending in group) pending.Fail(told);
        }
        finally
        {
            lock (gate)
            {
                waiting.Release(group);
                barren = false;
            }
        }
    }

    /// <summary>Makes room at the door for what left the queue, and answers the redeliveries among it.</summary>
    private void Leave(int taken, List<(Pending Append, AppendResult Why)>? known)
    {
        var left = taken + (known?.Count ?? 0);
        if (left > 0) door.Release(left);
        if (known is null) return;
        metrics.Refused(known.Count);
        foreach (var (append, why) in known) append.Answer(why);
    }

    private void Remember(IReadOnlyList<Pending> committed)
    {
        lock (gate)
        {
            foreach (var pending in committed) waiting.Remember(pending.Append);
        }
    }
}
