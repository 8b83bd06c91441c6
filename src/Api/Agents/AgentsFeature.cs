using Orleans;
using SocialCrm.Agents;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Agents;

/// <summary>What somebody who signs in keeps for themselves: each has their own, and nobody sees another's.</summary>
internal static class AgentsFeature
{
    private static readonly Needs People = new(Permissions.None) { IsForPeople = true };

    private static readonly (string Name, string Type, string Text) ExpectedVersion =
        ("expectedVersion", "integer", "The version you saw; 409 with what is there now when it has changed");

    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddSingleton<GetViews>().AddSingleton<PutViews>().AddSingleton<GetNotifications>().AddSingleton<PutNotifications>();

    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/me/views", services.GetRequiredService<GetViews>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Agents", "Your saved views of the list of conversations") { Answer = AnswerSchema.Of(ApiJson.Views), Refusals = [503] });
        routes.MapPut("/api/me/views", services.GetRequiredService<PutViews>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Agents", "Replaces your saved views")
            {
                Detail = "What is there already changes nothing and is no collision, so repeating is safe.",
                Body = BodySchema.Object(("views!", "views", "All of them, in the order to be shown; at most 50"), ExpectedVersion),
                Answer = AnswerSchema.Of(ApiJson.Views),
                Refusals = [400, 409, 413, 415, 503],
            });
        routes.MapGet("/api/me/notifications", services.GetRequiredService<GetNotifications>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Agents", "By what means you want to hear of what") { Answer = AnswerSchema.Of(ApiJson.Notifications), Refusals = [503] });
        routes.MapPut("/api/me/notifications", services.GetRequiredService<PutNotifications>().HandleAsync)
            .Needs(People)
            .Describe(new Description("Agents", "Replaces your choices of notifications")
            {
                Detail = "An empty list: not at all. What is there already changes nothing and is no collision, so repeating is safe.",
                Body = BodySchema.Object(
                    ("assigned!", "means", "A conversation was assigned or handed over to you"), ("message!", "means", "A customer wrote in a conversation of yours"),
                    ("due!", "means", "Something in a conversation of yours is due"), ExpectedVersion),
                Answer = AnswerSchema.Of(ApiJson.Notifications),
                Refusals = [400, 409, 413, 415, 503],
            });
    }

    /// <summary>The asking person's own actor.</summary>
    public static IAgentGrain Me(this IGrainFactory grains, HttpContext context) => grains.GetGrain<IAgentGrain>(Keys.OfPerson(context.Principal().Name));
}
