using SocialCrm.Api.Access;
using SocialCrm.Api.Conversations.Acts;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Conversations;

internal static class ConversationsFeature
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<GetConversation>().AddSingleton<GetInteractions>().AddSingleton<ListConversations>()
        .AddSingleton<GetPreviews>().AddSingleton<GetCounts>().AddSingleton<GetStory>()
        .AddSingleton<ActEndpoint, ReplyAct>().AddSingleton<ActEndpoint, NoteAct>().AddSingleton<ActEndpoint, ClaimAct>()
        .AddSingleton<ActEndpoint, AssignAct>().AddSingleton<ActEndpoint, HandOverAct>().AddSingleton<ActEndpoint, SnoozeAct>()
        .AddSingleton<ActEndpoint, ResolveAct>().AddSingleton<ActEndpoint, ReopenAct>().AddSingleton<ActEndpoint, SetPriorityAct>()
        .AddSingleton<ActEndpoint, ChangeTagsAct>();

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapGet("/api/conversations", services.GetRequiredService<ListConversations>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Conversations", "Conversations by a filter, page by page")
            {
                Query =
                [
                    new Parameter("status", "string", "") { Values = [.. ListConversations.Statuses.Select(s => s.Word)] },
                    new Parameter("queue", "string", ""),
                    new Parameter("assignee", "string", "A sign-in name; none for those that nobody has"),
                    new Parameter("channel", "string", ""),
                    new Parameter("breached", "boolean", "Whether a target that still runs was missed"),
                    new Parameter("sort", "string", "waiting: longest first, only where somebody waits; due: earliest first, only where something is; recent (default); priority") { Values = [.. ListConversations.Sorts.Select(s => s.Word)] },
                    new Parameter("silenced", "boolean", "true: those whose customer is muted or blocked, which lists hide otherwise"),
                    new Parameter("cursor", "string", "The next of the page before, with the same filter"),
                    Description.Limit,
                ],
                Answer = AnswerSchema.Of(ApiJson.Conversations),
                Refusals = [400],
            });
        routes.MapGet("/api/conversations/previews", services.GetRequiredService<GetPreviews>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Conversations", "Who it is and what was said last, of a few conversations")
            {
                Query = [new Parameter("id", "string", "A conversation's id; up to 50 of them, each as a parameter of its own")],
                Answer = AnswerSchema.Of(ApiJson.Previews),
                Refusals = [400],
            });
        routes.MapGet("/api/conversations/counts", services.GetRequiredService<GetCounts>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Conversations", "How many aren't resolved, by queue and by agent; up to half a second old") { Answer = AnswerSchema.Of(ApiJson.Counts) });
        routes.MapGet("/api/conversations/{id}", services.GetRequiredService<GetConversation>().HandleAsync)
            .Needs(Permissions.Read)
            .Describe(new Description("Conversations", "A conversation's live state")
            {
                Detail = "The ETag is made of the version; If-None-Match answers 304.",
                Answer = AnswerSchema.Of(ApiJson.Conversation),
                Refusals = [400, 404],
            });
        routes.MapGet("/api/conversations/{id}/interactions", services.GetRequiredService<GetInteractions>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Conversations", "What was said in it, oldest first")
            {
                Query = [new Parameter("after", "string", "The next of the page before"), Description.Limit],
                Answer = AnswerSchema.Of(ApiJson.Timeline),
                Refusals = [400, 404],
            });
        routes.MapGet("/api/conversations/{id}/timeline", services.GetRequiredService<GetStory>().HandleAsync)
            .Needs(Permissions.Read)
            .WithRequestTimeout(Bounds.AskingTimeout)
            .Describe(new Description("Conversations", "What was said and done in it, newest first; or what came after a version, oldest first")
            {
                Query =
                [
                    new Parameter("before", "string", "The next of the page before"),
                    new Parameter("since", "integer", "Only rows of later versions, in their order: what a reader who has all up to it misses"),
                    Description.Limit,
                ],
                Answer = AnswerSchema.Of(ApiJson.Timeline),
                Refusals = [400, 404],
            });
        foreach (var act in services.GetServices<ActEndpoint>())
            routes.MapPost("/api/conversations/{id}/" + act.Name, act.HandleAsync).Needs(Permissions.Act).Describe(act.Description);
    }
}
