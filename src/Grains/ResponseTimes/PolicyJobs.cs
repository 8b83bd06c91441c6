using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// Applies the newest policies to waits that run already, or counts what that would come to: one job after the other, beside what the process does. A job that
/// broke off is started again and goes on with what is left, since what was applied isn't applied twice.
/// </summary>
public sealed partial class PolicyJobs(IGrainFactory grains, IQueries queries, IConfigurations configurations, TimeProvider time, ILogger<PolicyJobs> log) : BackgroundService
{
    /// <summary>Jobs that wait in one process; more are refused.</summary>
    public const int MaxWaiting = 4;

    private const int MaxPage = 500;

    /// <summary>Conversations asked at once.</summary>
    private const int MaxAtOnce = 16;

    private readonly Channel<PolicyJob> _asked = Channel.CreateBounded<PolicyJob>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Null when too many wait.</summary>
    public async Task<PolicyJob?> StartAsync(bool isPreview, CancellationToken cancellation)
    {
        var job = new PolicyJob
        {
            Id = Guid.NewGuid().ToString("N"),
            State = PolicyJobState.Running,
            IsPreview = isPreview,
            Version = configurations.Current.Version,
            StartedAt = time.GetUtcNow(),
            Total = (await queries.StatsAsync(cancellation)).Waiting,
        };
        // Before it can end.
        await GrainOf(job.Id).ReportAsync(job);
        if (_asked.Writer.TryWrite(job)) return job;
        await GrainOf(job.Id).ReportAsync(job with { State = PolicyJobState.Failed, EndedAt = time.GetUtcNow() });
        return null;
    }

    public IPolicyJobGrain GrainOf(string id) => grains.GetGrain<IPolicyJobGrain>(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            var tally = new PolicyTally(job);
            try
            {
                await RunAsync(tally, stoppingToken);
                await GrainOf(job.Id).ReportAsync(tally.Report(PolicyJobState.Done, time.GetUtcNow()));
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                BrokeOff(job.Id, e.GetType().Name);
                await TellFailedAsync(tally);
            }
        }
    }

    private async Task RunAsync(PolicyTally tally, CancellationToken cancellation)
    {
        ConversationId? after = null;
        while (true)
        {
            var page = await queries.WaitingAsync(after, MaxPage, cancellation);
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellation }, async (one, _) =>
                await ApplyAsync(one.Conversation, one.Customer, tally));
            if (page.Count < MaxPage) return;
            after = page[^1].Conversation;
            await GrainOf(tally.Job.Id).ReportAsync(tally.Report(PolicyJobState.Running, null));
        }
    }

    private async Task ApplyAsync(ConversationId conversation, CustomerId customer, PolicyTally tally)
    {
        try
        {
            var applied = await grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).ApplyPoliciesAsync(tally.Job.IsPreview);
            if (applied.Change is { } change) await grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).ObserveAsync(change);
            tally.Add(applied);
        }
        catch (Exception e) when (e is StoreUnavailableException or TimeoutException or Orleans.Runtime.OrleansException)
        {
            // The others go on; whoever starts the job again asks this one again.
            tally.AddFailed();
        }
    }

    private async Task TellFailedAsync(PolicyTally tally)
    {
        try
        {
            await GrainOf(tally.Job.Id).ReportAsync(tally.Report(PolicyJobState.Failed, time.GetUtcNow()));
        }
        catch (Exception e)
        {
            BrokeOff(tally.Job.Id, e.GetType().Name);
        }
    }

    [LoggerMessage(140, LogLevel.Error, "The job {Id} that applies policies broke off: {Reason}")]
    private partial void BrokeOff(string id, string reason);
}
