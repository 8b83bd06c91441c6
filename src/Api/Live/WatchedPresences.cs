using Orleans;
using SocialCrm.Routing;

namespace SocialCrm.Live;

/// <summary>
/// This host's copy of who is there. Changes are told as they happen; every renewal answers the whole, so one that was lost is made good within
/// <see cref="PresenceTimes.Renewal"/>.
/// </summary>
internal sealed class WatchedPresences(IGrainFactory grains) : IPresenceObserver
{
    private readonly string _host = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly List<PresenceWatch> _watches = [];
    private readonly Dictionary<string, AgentPresence> _agents = new(StringComparer.Ordinal);
    private IPresenceObserver? _reference;
    private Guid _epoch;
    private long _number;

    public bool IsUsed
    {
        get
        {
            lock (_gate) return _watches.Count > 0;
        }
    }

    /// <summary>Everybody who is known, and every change from here on goes to the watch.</summary>
    public async Task<IReadOnlyList<AgentPresence>> AddAsync(PresenceWatch watch)
    {
        lock (_gate) _watches.Add(watch);
        try
        {
            await RenewAsync();
        }
        catch
        {
            Remove(watch);
            throw;
        }

        lock (_gate) return [.. _agents.Values.OrderBy(static a => a.Agent, StringComparer.Ordinal)];
    }

    public void Remove(PresenceWatch watch)
    {
        lock (_gate) _watches.Remove(watch);
    }

    public Task ChangedAsync(Presences changes)
    {
        lock (_gate)
        {
            // What was missed is in the next renewal's answer.
            if (changes.Epoch != _epoch || changes.Number != _number + 1) return Task.CompletedTask;
            _number = changes.Number;
            foreach (var agent in changes.Agents) Become(agent);
        }

        return Task.CompletedTask;
    }

    public async Task RenewAsync()
    {
        var all = await grains.GetGrain<IDeskGrain>(Keys.Desk).RenewAsync(_host, Reference());
        lock (_gate)
        {
            // Told meanwhile, and newer than the answer.
            if (all.Epoch == _epoch && all.Number < _number) return;
            if (all.Epoch != _epoch) Forget(all);
            (_epoch, _number) = (all.Epoch, all.Number);
            foreach (var agent in all.Agents) Become(agent);
        }
    }

    public Task LeaveAsync() => _reference is null ? Task.CompletedTask : grains.GetGrain<IDeskGrain>(Keys.Desk).LeaveAsync(_host);

    /// <summary>Under the gate. Another desk knows only those who said it since: the others are off.</summary>
    private void Forget(Presences all)
    {
        var known = all.Agents.Select(static a => a.Agent).ToHashSet(StringComparer.Ordinal);
        foreach (var agent in _agents.Values.Where(a => !known.Contains(a.Agent)).ToArray())
            Become(new AgentPresence { Agent = agent.Agent, Presence = Presence.Off, Since = all.Began });
    }

    /// <summary>Under the gate.</summary>
    private void Become(AgentPresence agent)
    {
        var before = _agents.GetValueOrDefault(agent.Agent);
        _agents[agent.Agent] = agent;
        if (before is not null && before.Presence == agent.Presence && before.Since == agent.Since) return;
        foreach (var watch in _watches) watch.Changed(agent);
    }

    private IPresenceObserver Reference()
    {
        lock (_gate) return _reference ??= grains.CreateObjectReference<IPresenceObserver>(this);
    }
}
