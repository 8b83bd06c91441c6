using Orleans;
using SocialCrm.Access;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Routing;

namespace SocialCrm.Api.Routing;

/// <summary><c>GET /api/agents</c>: those configured; without any, everybody who signs in.</summary>
internal sealed class GetAgents(IGrainFactory grains, IAccessStore access, IConfigurations configurations, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        var people = (await access.PeopleAsync(context.RequestAborted)).Where(static p => !p.Disabled).ToDictionary(static p => p.Name, StringComparer.Ordinal);
        var desk = await grains.GetGrain<IDeskGrain>(Keys.Desk).LookAsync();
        var presences = desk.Presences.Agents.ToDictionary(static p => p.Agent, StringComparer.Ordinal);
        var loads = desk.Loads.ToDictionary(static l => l.Agent, static l => l.Open, StringComparer.Ordinal);
        var (configuration, now) = (configurations.Current, time.GetUtcNow());
        var plan = configuration.Routing;
        var names = plan.NamesAgents ? plan.Named : people.Keys.Order(StringComparer.Ordinal);
        await context.JsonAsync(new AgentsView { Items = [.. names.Select(n => plan.Agent(n)).OfType<AgentPlan>().Select(ViewOf)] }, ApiJson.Agents);

        AgentView ViewOf(AgentPlan agent) => new()
        {
            Name = agent.Name,
            DisplayName = people.GetValueOrDefault(agent.Name)?.DisplayName ?? agent.Name,
            Role = agent.Role ?? people.GetValueOrDefault(agent.Name)?.Role,
            Presence = presences.GetValueOrDefault(agent.Name)?.Presence ?? Presence.Off,
            PresenceSince = presences.GetValueOrDefault(agent.Name)?.Since ?? desk.Presences.Began,
            OnShift = Shifts.IsOnShift(agent, configuration.Calendars, now),
            Load = loads.GetValueOrDefault(agent.Name),
            Capacity = agent.Capacity,
            Teams = [.. plan.TeamsOf(agent.Name)],
            Skills = [.. agent.Skills],
            Languages = agent.Languages,
            Shifts = agent.Shifts,
        };
    }
}
