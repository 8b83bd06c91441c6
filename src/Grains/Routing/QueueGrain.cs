using Microsoft.Extensions.Logging;
using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;

namespace SocialCrm.Routing;

/// <inheritdoc cref="IQueueGrain"/>
[GrainType("queue")]
public sealed partial class QueueGrain(IRoutingReads reads, IConfigurations configurations, TimeProvider time, ILogger<QueueGrain> log) : Grain, IQueueGrain
{
    /// <summary>Conversations given in one round.</summary>
    private const int MaxRound = 200;

    /// <summary>Rounds of one look at the queue: what stands behind so many conversations that nobody who is there may have waits for them to move.</summary>
    private const int MaxRounds = 10;

    private string _name = "";
    private bool _isHinted;
    private bool _isWorking;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _name = this.GetPrimaryKeyString()[1..];
        return Task.CompletedTask;
    }

    public Task HintAsync()
    {
        _isHinted = true;
        if (!_isWorking) _ = WorkAsync();
        return Task.CompletedTask;
    }

    /// <summary>Never throws: what a failed round left undone is found by the next hint, or by the sweep.</summary>
    private async Task WorkAsync()
    {
        _isWorking = true;
        try
        {
            while (_isHinted)
            {
                _isHinted = false;
                if (await GiveAsync()) _isHinted = true;
            }
        }
        catch (Exception e)
        {
            // The next activation may be in a silo that reaches the store.
            DeactivateOnIdle();
            Postponed(e.GetType().Name);
        }
        finally
        {
            _isWorking = false;
        }
    }

    /// <summary>From the front of the queue on, as long as somebody has room. Whether another look may find more: an agent's room was taken by another queue.</summary>
    private async Task<bool> GiveAsync()
    {
        var desk = GrainFactory.GetGrain<IDeskGrain>(Keys.Desk);
        var (given, missed) = (0, 0);
        ConversationState? last = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var configuration = configurations.Current;
            if (!configuration.Routing.Queues.TryGetValue(_name, out var queue) || !queue.AutoAssign) break;
            var waiting = await reads.UnassignedAsync(_name, last, MaxRound, CancellationToken.None);
            if (waiting.Count == 0) break;
            var agents = Available(configuration, await desk.LookAsync());
            if (!agents.Exists(static a => a.Load < a.Plan.Capacity)) break;
            var assignments = AssignmentDecider.Assign(configuration.Routing, queue, waiting.Select(WaitingConversation.Of), agents);
            var taken = await GiveAsync(desk, assignments, configuration.Version);
            given += taken;
            missed += assignments.Count - taken;
            last = waiting[^1];
            if (waiting.Count < MaxRound) break;
        }

        if (given > 0) Given(given);
        return given > 0 && missed > 0;
    }

    /// <summary>How many of them were given.</summary>
    private async Task<int> GiveAsync(IDeskGrain desk, IReadOnlyList<Assignment> assignments, long version)
    {
        if (assignments.Count == 0) return 0;
        var kept = (await desk.KeepAsync([.. assignments.Select(static a => new Seat { Conversation = a.Conversation, Agent = a.Agent })]))
            .Select(static s => s.Conversation).ToHashSet();
        var given = await Task.WhenAll(assignments.Where(a => kept.Contains(a.Conversation)).Select(a => GiveAsync(a, version)));
        await desk.SettleAsync([.. given.OfType<SeatOutcome>()]);
        return given.Count(static g => g?.IsTaken == true);
    }

    private List<AvailableAgent> Available(Configuration.Configuration configuration, DeskView desk)
    {
        var now = time.GetUtcNow();
        var loads = desk.Loads.ToDictionary(static l => l.Agent, static l => l.Open, StringComparer.Ordinal);
        List<AvailableAgent> available = [];
        foreach (var presence in desk.Presences.Agents)
        {
            if (presence.Presence != Presence.Online || configuration.Routing.Agent(presence.Agent) is not { } agent) continue;
            if (Shifts.IsOnShift(agent, configuration.Calendars, now)) available.Add(new AvailableAgent(agent, loads.GetValueOrDefault(agent.Name)));
        }

        return available;
    }

    /// <summary>Null when the outcome isn't known: the seat stays kept until the heads tell.</summary>
    private async Task<SeatOutcome?> GiveAsync(Assignment assignment, long version)
    {
        try
        {
            var result = await GrainFactory.GetGrain<IConversationGrain>(Keys.Of(assignment.Conversation)).ActAsync(new GiveTo
            {
                Actor = RoutingAct.Name,
                OverOthers = true,
                Agent = assignment.Agent,
                Queue = _name,
                Load = assignment.Load,
                Capacity = assignment.Capacity,
                Eligible = assignment.Eligible,
                Configuration = version,
            });
            if (result.Change is { } change) await GrainFactory.GetGrain<ICustomerGrain>(Keys.Of(assignment.Customer)).ObserveAsync(change);
            return new SeatOutcome { Conversation = assignment.Conversation, IsTaken = result.Outcome == ActOutcome.Done && result.Conversation?.Assignee == assignment.Agent };
        }
        catch (Exception e)
        {
            Postponed(e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(130, LogLevel.Debug, "Routing gave {Count} conversations to agents")]
    private partial void Given(int count);

    [LoggerMessage(131, LogLevel.Warning, "Routing postponed to the next sweep: {Reason}")]
    private partial void Postponed(string reason);
}
