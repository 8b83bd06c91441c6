namespace SocialCrm.Routing;

/// <summary>Queues, teams and agents, with skills, languages, shifts and capacity.</summary>
public sealed record RoutingPlan
{
    public static readonly RoutingPlan Empty = new();

    public static RoutingPlan Read(Configuration.DocumentNode root)
    {
        root.Only();
        return Empty;
    }
}
