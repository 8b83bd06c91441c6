using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Journal;

namespace SocialCrm.Deadlines;

/// <summary>
/// Asks conversations whose deadline has come. The conversations judge, once a generation, so asking twice or too early changes nothing;
/// what isn't judged this second is found again in the next.
/// </summary>
public sealed partial class DeadlineWorker(IGrainFactory grains, IQueries queries, TimeProvider time, ILogger<DeadlineWorker> log) : BackgroundService
{
    private const int MaxBatch = 500;
    private static readonly Meter Meter = new("SocialCrm");

    private static readonly Histogram<double> LatenessMs = Meter.CreateHistogram<double>(
        "crm.deadlines.lateness", "ms", "From a deadline's time to its having been judged and committed");

    /// <summary>Longest sleep: a deadline nearer than the one that was slept for is at most so late. Also how often a database that is away is asked again.</summary>
    private static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(1);

    /// <summary>Shortest sleep: what can't be judged isn't asked in a loop.</summary>
    private static readonly TimeSpan MinSleep = TimeSpan.FromMilliseconds(20);

    /// <summary>How long other silos leave a conversation to this one.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = MaxSleep;
            try
            {
                if (await JudgeAllAsync(stoppingToken)) sleep = Until(await queries.NextDueAsync(stoppingToken));
                if (time.GetElapsedTime(forgotten) > ForgetEvery)
                {
                    await queries.ForgetClaimsAsync(time.GetUtcNow(), stoppingToken);
                    forgotten = time.GetTimestamp();
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(MaxBatch, e.GetType().Name);
            }

            await Task.Delay(sleep, time, stoppingToken);
        }
    }

    private TimeSpan Until(DateTimeOffset? due)
    {
        if (due is not { } at) return MaxSleep;
        var left = at - time.GetUtcNow();
        return left > MaxSleep ? MaxSleep : left < MinSleep ? MinSleep : left;
    }

    /// <summary>Once through all that is due, each asked once; a batch is claimed while the one before it is judged.</summary>
    /// <returns>Whether all of them could be asked. What can't be doesn't keep those behind it waiting.</returns>
    private async Task<bool> JudgeAllAsync(CancellationToken cancellation)
    {
        var judging = Task.FromResult(0);
        var failed = 0;
        DueConversation? last = null;
        for (var count = MaxBatch; count == MaxBatch && failed < MaxBatch;)
        {
            var due = await queries.ClaimDueAsync(time.GetUtcNow(), last, MaxBatch, Lease, cancellation);
            failed += await judging;
            judging = JudgeAsync(due);
            (last, count) = (due.Count == 0 ? null : due[^1], due.Count);
        }

        return failed + await judging == 0;
    }

    /// <returns>How many could not be asked.</returns>
    private async Task<int> JudgeAsync(IReadOnlyList<DueConversation> batch)
    {
        var failures = (await Task.WhenAll(batch.Select(JudgeAsync))).OfType<string>().ToArray();
        if (failures.Length > 0) Postponed(failures.Length, failures[0]);
        return failures.Length;
    }

    /// <returns>Why it could not be asked; null when it was.</returns>
    private async Task<string?> JudgeAsync(DueConversation due)
    {
        try
        {
            var result = await grains.GetGrain<IConversationGrain>(Keys.Of(due.Conversation)).JudgeDueAsync();
            if (result.Change is not { } change) return null;
            LatenessMs.Record((time.GetUtcNow() - due.DueAt).TotalMilliseconds);
            await grains.GetGrain<ICustomerGrain>(Keys.Of(due.Customer)).ObserveAsync(change);
            return null;
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "Deadlines postponed to the next second, up to {Count}: {Reason}")]
    private partial void Postponed(int count, string reason);
}
