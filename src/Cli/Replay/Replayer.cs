using System.Threading.Channels;
using SocialCrm.Cli.Replay.Recordings;
using SocialCrm.Cli.Replay.Sending;

namespace SocialCrm.Cli.Replay;

/// <summary>Reads the recording, makes batches and has them sent. What is read and not yet answered is bounded: two batches a sender.</summary>
internal sealed class Replayer(ReplayPlan plan, IRecording recording, BatchSender sender, ReplaySummary summary, TimeProvider clock)
{
    /// <summary>Half of what the service takes in one request.</summary>
    private const int MaxBatchBytes = 4 << 20;

    private Stream? open;

    /// <summary>0 to 1: how much of the file was read. The file is small against the pipeline only in tests, so it tells how far it is.</summary>
    public double Progress => open is { CanRead: true, Length: > 0 } file ? (double)file.Position / file.Length : 0;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        try
        {
            var shift = plan.ShiftToNow ? await ShiftAsync(cancellation) : TimeSpan.Zero;
            await SendAllAsync(shift, cancellation);
            await sender.SendRefusedAgainAsync(cancellation);
            if (plan.History ?? recording.IsHistory) await sender.EndHistoryAsync(cancellation);
        }
        finally
        {
            summary.Took = clock.GetElapsedTime(began);
        }
    }

    private async Task SendAllAsync(TimeSpan shift, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<IReadOnlyList<Row>>(new BoundedChannelOptions(plan.Senders) { SingleWriter = true });
        var work = Enumerable.Range(0, plan.Senders).Select(_ => SendFromAsync(batches.Reader, stop.Token)).Append(ReadInto(batches.Writer, shift, stop.Token)).ToList();
        await foreach (var done in Task.WhenEach(work))
        {
            if (done.IsCompletedSuccessfully) continue;

            // The first fault ends the others; awaiting it below tells the reason rather than the cancellation that it caused.
            await stop.CancelAsync();
            await Task.WhenAll(work).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await done;
        }
    }

    private async Task SendFromAsync(ChannelReader<IReadOnlyList<Row>> batches, CancellationToken cancellation)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellation)) await sender.SendAsync(batch, cancellation);
    }

    private async Task ReadInto(ChannelWriter<IReadOnlyList<Row>> batches, TimeSpan shift, CancellationToken cancellation)
    {
        var pace = new Pace(plan.RatePerSecond, clock);
        var most = pace.BatchRows(plan.BatchRows);
        var (batch, bytes) = (new List<Row>(most), 0);
        await foreach (var row in RowsAsync(shift, cancellation))
        {
            if (row.Refusal is not null)
            {
                summary.Malformed(row);
                continue;
            }

            if (batch.Count == most || (batch.Count > 0 && bytes + row.Entry.Length > MaxBatchBytes))
            {
                await pace.WaitAsync(batch.Count, cancellation);
                await batches.WriteAsync(batch, cancellation);
                (batch, bytes) = (new List<Row>(most), 0);
            }

            batch.Add(row);
            bytes += row.Entry.Length;
        }

        await pace.WaitAsync(batch.Count, cancellation);
        if (batch.Count > 0) await batches.WriteAsync(batch, cancellation);
        batches.Complete();
    }

    private async IAsyncEnumerable<Row> RowsAsync(
        TimeSpan shift, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = Open();
        open = file;
        var rows = recording.ReadAsync(file, shift, cancellation);
        if (plan.ShuffleSeed is not { } seed)
        {
            await foreach (var row in rows) yield return row;
            yield break;
        }

        var all = (await rows.ToListAsync(cancellation)).ToArray();
        new Random(seed).Shuffle(all);
        foreach (var row in all) yield return row;
    }

    /// <summary>From the latest time of the recording to now.</summary>
    private async Task<TimeSpan> ShiftAsync(CancellationToken cancellation)
    {
        await using var file = Open();
        DateTimeOffset? latest = null;
        await foreach (var row in recording.ReadAsync(file, TimeSpan.Zero, cancellation))
            if (latest is null || row.At > latest) latest = row.At ?? latest;
        return latest is { } last ? clock.GetUtcNow() - last : TimeSpan.Zero;
    }

    private FileStream Open() => new(plan.File, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 64 * 1024,
    });
}
