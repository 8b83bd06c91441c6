using Microsoft.AspNetCore.SignalR;
using SocialCrm.Routing;

namespace SocialCrm.Live;

/// <summary>A connection that is told who comes and goes: of every agent only the newest waits.</summary>
internal sealed class PresenceWatch(LiveConnection connection, WatchedPresences presences) : Watch(connection, WatchScope.Agents, "")
{
    private readonly LiveConnection _connection = connection;
    private readonly Lock _gate = new();
    private Dictionary<string, AgentPresence> _waiting = new(StringComparer.Ordinal);

    public void Changed(AgentPresence agent)
    {
        lock (_gate)
        {
            if (IsOver) return;
            _waiting[agent.Agent] = agent;
        }

        Touch();
    }

    public override void Detach() => presences.Remove(this);

    protected override async ValueTask SendNewestAsync(IClientProxy client)
    {
        AgentPresence[] agents;
        lock (_gate)
        {
            agents = [.. _waiting.Values];
            _waiting = new(StringComparer.Ordinal);
        }

        if (agents.Length == 0 || IsOver) return;
        LiveMetrics.Sent.Add(1);
        await _connection.SendAsync(client, "agentsChanged", new AgentsMessage(agents));
    }

    protected override void Forget()
    {
        lock (_gate) _waiting = new(StringComparer.Ordinal);
    }
}
