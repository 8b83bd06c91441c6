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

    /// <summary>The sign-in names of a team's agents; none of an unknown team.</summary>
    public IEnumerable<string> MembersOf(string team) => [];

    /// <summary>The sign-in names of those who serve a queue; none of an unknown queue.</summary>
    public IEnumerable<string> ServersOf(string queue) => [];
}
