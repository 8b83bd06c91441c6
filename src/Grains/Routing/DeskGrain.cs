using Orleans;
using Orleans.Runtime;
using SocialCrm.Configuration;
using SocialCrm.Journal;

namespace SocialCrm.Routing;

/// <inheritdoc cref="IDeskGrain"/>
[GrainType("desk"), KeepAlive]
public sealed class DeskGrain(IRoutingReads reads, IConfigurations configurations, TimeProvider time) : Grain, IDeskGrain
{
    /// <summary>How old loads may be that something is decided by.</summary>
    private static readonly TimeSpan LoadsAge = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly PresenceLedger _presences = new(time.GetUtcNow());
    private readonly SeatLedger _seats = new();
    private readonly PresenceHosts _hosts = new();
    private readonly Guid _epoch = Guid.NewGuid();
    private TimeSpan? _loadsAt;
    private long _number;

    private TimeSpan Now => time.GetElapsedTime(0);

    private RoutingPlan Plan => configurations.Current.Routing;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(static (self, _) => self.TickAsync(), this, new GrainTimerCreationOptions(Tick, Tick));
        return Task.CompletedTask;
    }

    public Task<AgentPresence> SayAsync(string agent, Presence presence)
    {
        var said = _presences.Say(agent, presence, time.GetUtcNow(), Now, out var changed);
        if (changed) Tell([said]);
        return Task.FromResult(said);
    }

    public Task<Presences> PresencesAsync() => Task.FromResult(All());

    public async Task<DeskView> LookAsync()
    {
        await CountAsync();
        return new DeskView { Presences = All(), Loads = [.. _seats.Agents.Select(a => new AgentLoad { Agent = a, Open = _seats.LoadOf(a) })] };
    }

    public async Task<IReadOnlyList<Seat>> KeepAsync(IReadOnlyList<Seat> seats)
    {
        await CountAsync();
        var plan = Plan;
        return _seats.Keep(seats, agent => plan.Agent(agent)?.Capacity ?? 0, Now);
    }

    public Task SettleAsync(IReadOnlyList<SeatOutcome> outcomes)
    {
        _seats.Settle(outcomes, Now);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<AbsentAgent>> AbsentAsync()
    {
        var configuration = configurations.Current;
        var (plan, now) = (configuration.Routing, time.GetUtcNow());
        if (!plan.Release.OffShift && plan.Release.AwayAfter is null) return [];
        await CountAsync();
        List<AbsentAgent> absent = [];
        foreach (var name in _seats.Agents)
        {
            if (plan.Agent(name) is not { } agent) continue;
            var presence = _presences.Of(name);
            var isAway = presence.Presence != Presence.Online && presence.Since + plan.Release.AwayAfter <= now;
            var isOffShift = plan.Release.OffShift && !Shifts.IsOnShift(agent, configuration.Calendars, now);
            if (isAway || isOffShift) absent.Add(new AbsentAgent { Agent = name, AwaySince = presence.Presence == Presence.Online ? null : presence.Since });
        }

        return absent;
    }

    public Task<Presences> RenewAsync(string host, IPresenceObserver observer) => _hosts.Renew(host, observer, Now)
        ? Task.FromResult(All())
        : throw new LimitExceededException($"{PresenceHosts.MaxHosts} hosts watch presences.");

    public Task LeaveAsync(string host)
    {
        _hosts.Leave(host);
        return Task.CompletedTask;
    }

    private Task TickAsync()
    {
        _hosts.Drop(Now);
        if (_presences.Expire(time.GetUtcNow(), Now) is { Count: > 0 } ended) Tell(ended);
        return Task.CompletedTask;
    }

    private Presences All() => new() { Epoch = _epoch, Number = _number, Began = _presences.Began, Agents = [.. _presences.Agents] };

    private void Tell(IReadOnlyList<AgentPresence> changes)
    {
        _number++;
        var told = new Presences { Epoch = _epoch, Number = _number, Began = _presences.Began, Agents = changes };
        foreach (var host in _hosts.Observers) _ = host.ChangedAsync(told);
        // Somebody came, or left: whoever waits may have somebody now.
        foreach (var queue in Plan.Queues.Values.Where(static q => q.AutoAssign)) _ = GrainFactory.GetGrain<IQueueGrain>(Keys.OfQueue(queue.Name)).HintAsync();
    }

    private async Task CountAsync()
    {
        var began = Now;
        if (_loadsAt is { } at && began - at < LoadsAge) return;
        try
        {
            _seats.Counted(await reads.LoadsAsync(CancellationToken.None), began);
            _loadsAt = began;
        }
        catch (StoreUnavailableException)
        {
            // Where the store can be reached, work is given again; who is there says so within half a minute.
            DeactivateOnIdle();
            throw;
        }
    }
}
