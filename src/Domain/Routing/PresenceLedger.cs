namespace SocialCrm.Routing;

/// <summary>Who is there. Pure; <c>now</c> is a monotonic time, so that a clock that jumps neither ends presences nor keeps them.</summary>
public sealed class PresenceLedger(DateTimeOffset began)
{
    /// <summary>Most that are remembered; further ones are taken for off.</summary>
    public const int MaxAgents = 10_000;

    private readonly Dictionary<string, Entry> _agents = new(StringComparer.Ordinal);

    /// <summary>Since when it is known who is there.</summary>
    public DateTimeOffset Began => began;

    public IEnumerable<AgentPresence> Agents => _agents.Values.Select(static e => e.View);

    public bool HasAny => _agents.Values.Any(static e => e.View.Presence != Presence.Off);

    /// <summary>What holds from now on. Said again, it goes on.</summary>
    /// <param name="changed">Whether it was another before.</param>
    public AgentPresence Say(string agent, Presence presence, DateTimeOffset at, TimeSpan now, out bool changed)
    {
        var before = Of(agent);
        changed = before.Presence != presence;
        var view = new AgentPresence
        {
            Agent = agent,
            Presence = presence,
            Since = changed ? at : before.Since,
            Until = presence == Presence.Off ? null : at + PresenceTimes.Expiry,
        };
        if (_agents.Count < MaxAgents || _agents.ContainsKey(agent)) _agents[agent] = new Entry(view, now + PresenceTimes.Expiry);
        return view;
    }

    /// <summary>Somebody who wasn't heard of is off since it is known.</summary>
    public AgentPresence Of(string agent) =>
        _agents.TryGetValue(agent, out var entry) ? entry.View : new AgentPresence { Agent = agent, Presence = Presence.Off, Since = began };

    /// <summary>Ends what wasn't said again in time, and answers it.</summary>
    public IReadOnlyList<AgentPresence> Expire(DateTimeOffset at, TimeSpan now)
    {
        List<AgentPresence> ended = [];
        foreach (var (agent, entry) in _agents)
        {
            if (entry.View.Presence == Presence.Off || now < entry.Until) continue;
            var view = new AgentPresence { Agent = agent, Presence = Presence.Off, Since = at };
            _agents[agent] = new Entry(view, entry.Until);
            ended.Add(view);
        }

        return ended;
    }

    private readonly record struct Entry(AgentPresence View, TimeSpan Until);
}
