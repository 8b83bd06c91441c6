using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Routing;

/// <summary>Who works on what: queues, teams, agents, and who is there.</summary>
internal static class DeskFeature
{
    public static IServiceCollection AddDesk(this IServiceCollection services) =>
        services.AddSingleton<GetQueues>().AddSingleton<GetTeams>().AddSingleton<GetAgents>().AddSingleton<PutPresence>();

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/queues", services.GetRequiredService<GetQueues>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Routing", "Queues, with what waits in each") { Answer = AnswerSchema.Of(ApiJson.Queues), Refusals = [503] });
        routes.MapGet("/api/teams", services.GetRequiredService<GetTeams>().HandleAsync)
            .Needs(Permissions.Read)
            .Describe(new Description("Routing", "Teams and their members") { Answer = AnswerSchema.Of(ApiJson.Teams) });
        routes.MapGet("/api/agents", services.GetRequiredService<GetAgents>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Routing", "Agents: whether they are there, and how much they have")
            {
                Detail = "Those whom the configuration names; where it names none, everybody who signs in.",
                Answer = AnswerSchema.Of(ApiJson.Agents),
                Refusals = [503],
            });
        routes.MapPut("/api/agents/me/presence", services.GetRequiredService<PutPresence>().HandleAsync)
            .Needs(new Needs(Permissions.Act) { IsForPeople = true })
            .Describe(new Description("Routing", "Says whether you are there")
            {
                Detail = "Online and away end 90 seconds after they were said last; the hub's Presence(presence) does the same. Conversations are given by themselves only to those who are online.",
                Body = BodySchema.Object(("presence!", "string", "online, away or off")),
                Answer = AnswerSchema.Of(ApiJson.Presence),
                Refusals = [400, 413, 415, 503],
            });
    }
}
