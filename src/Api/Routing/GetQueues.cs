using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Routing;

namespace SocialCrm.Api.Routing;

/// <summary><c>GET /api/queues</c>: those configured, in their order, then others in which something is open.</summary>
internal sealed class GetQueues(IRoutingReads reads, IConfigurations configurations)
{
    public async Task HandleAsync(HttpContext context)
    {
        var loads = (await reads.QueuesAsync(context.RequestAborted)).ToDictionary(static l => l.Queue, StringComparer.Ordinal);
        var plan = configurations.Current.Routing;
        var others = loads.Keys.Where(name => !plan.Queues.ContainsKey(name)).Order(StringComparer.Ordinal).Select(static name => new QueuePlan(name));
        await context.JsonAsync(new QueuesView { Items = [.. plan.Queues.Values.Concat(others).Select(q => ViewOf(q, loads.GetValueOrDefault(q.Name)))] }, ApiJson.Queues);
    }

    private static QueueView ViewOf(QueuePlan queue, QueueLoad? load) => new()
    {
        Name = queue.Name,
        Title = queue.Title.ToView(),
        Skills = queue.Skills,
        Languages = queue.Languages,
        Teams = queue.Teams,
        AutoAssign = queue.AutoAssign,
        Open = load?.Open ?? 0,
        Waiting = load?.Waiting ?? 0,
        Unassigned = load?.Unassigned ?? 0,
        Breached = load?.Breached ?? 0,
        OldestWaitingSince = load?.OldestWaitingSince,
    };
}

internal static class Titles
{
    public static TitleView? ToView(this Title? title) => title is null ? null : new TitleView { Fi = title.Finnish, En = title.English };
}
