using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
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
                while (await JudgeBatchAsync(stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
                sleep = Until(await queries.NextDueAsync(stoppingToken));
                if (time.GetElapsedTime(forgotten) > ForgetEvery)
                {
                    await queries.ForgetClaimsAsync(time.GetUtcNow(), stoppingToken);
                    forgotten = time.GetTimestamp();
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
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

    /// <summary>Whether there may be more: the batch was full, and some of it was judged.</summary>
    private async Task<bool> JudgeBatchAsync(CancellationToken cancellation)
    {
        var due = await queries.ClaimDueAsync(time.GetUtcNow(), MaxBatch, Lease, cancellation);
        var judged = await Task.WhenAll(due.Select(d => JudgeAsync(d.Conversation, d.Customer, d.DueAt)));
        return due.Count == MaxBatch && Array.Exists(judged, static j => j);
    }

    private async Task<bool> JudgeAsync(ConversationId conversation, CustomerId customer, DateTimeOffset dueAt)
    {
        var result = await grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).JudgeDueAsync();
        if (result.Change is not { } change) return false;
        LatenessMs.Record((time.GetUtcNow() - dueAt).TotalMilliseconds);
        await grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).ObserveAsync(change);
        return true;
    }

    [LoggerMessage(110, LogLevel.Warning, "Deadlines postponed to the next second: {Reason}")]
    private partial void Postponed(string reason);
}
