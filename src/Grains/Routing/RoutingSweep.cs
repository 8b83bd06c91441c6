using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Routing;

/// <summary>
/// Every few seconds: lets queues look where a hint was lost or a shift began, and takes conversations from agents who aren't there for them.
/// Every silo does it; the grains decide, so doing it twice changes nothing.
/// </summary>
public sealed partial class RoutingSweep(IGrainFactory grains, IRoutingReads reads, IConfigurations configurations, TimeProvider time, ILogger<RoutingSweep> log)
    : BackgroundService
{
    private const int MaxPage = 200;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
            }
        }
    }

    /// <summary>Nothing is asked where nothing is configured.</summary>
    private async Task SweepAsync(CancellationToken cancellation)
    {
        var plan = configurations.Current.Routing;
        if (plan.Agents.Values.Any(static a => a.Shifts.Count > 0) || plan.Release.AwayAfter is not null)
        {
            foreach (var agent in await grains.GetGrain<IDeskGrain>(Keys.Desk).AbsentAsync()) await ReleaseAsync(agent, cancellation);
        }

        if (!plan.Queues.Values.Any(static q => q.AutoAssign)) return;
        foreach (var load in await reads.QueuesAsync(cancellation))
        {
            if (load.Unassigned > 0 && plan.Queues.TryGetValue(load.Queue, out var queue) && queue.AutoAssign)
                await grains.GetGrain<IQueueGrain>(Keys.OfQueue(queue.Name)).HintAsync();
        }
    }

    private async Task ReleaseAsync(AbsentAgent agent, CancellationToken cancellation)
    {
        ConversationId? after = null;
        while (true)
        {
            var theirs = await reads.OfAgentAsync(agent.Agent, after, MaxPage, cancellation);
            var released = await Task.WhenAll(theirs.Select(c => ReleaseAsync(agent, c.Id, c.Customer)));
            if (released.Count(static r => r) is var count and > 0) Released(count);
            if (theirs.Count < MaxPage) return;
            after = theirs[^1].Id;
        }
    }

    private async Task<bool> ReleaseAsync(AbsentAgent agent, ConversationId conversation, CustomerId customer)
    {
        var result = await grains.GetGrain<IConversationGrain>(Keys.Of(conversation))
            .ActAsync(new TakeFrom { Actor = RoutingAct.Name, OverOthers = true, Agent = agent.Agent, AwaySince = agent.AwaySince });
        if (result.Change is not { } change) return false;
        await grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).ObserveAsync(change);
        return true;
    }

    [LoggerMessage(132, LogLevel.Information, "Routing took {Count} conversations from an agent who isn't there")]
    private partial void Released(int count);

    [LoggerMessage(133, LogLevel.Warning, "Routing sweep postponed: {Reason}")]
    private partial void Postponed(string reason);
}
