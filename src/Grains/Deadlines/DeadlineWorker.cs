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

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await JudgeBatchAsync(stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
            }
        }
    }

    /// <summary>Whether there may be more: the batch was full, and some of it was judged.</summary>
    private async Task<bool> JudgeBatchAsync(CancellationToken cancellation)
    {
        var due = await queries.DueAsync(time.GetUtcNow(), MaxBatch, cancellation);
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
