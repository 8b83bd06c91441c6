using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Api.Conversations;

/// <summary><c>GET /api/conversations</c>: those that a filter leaves, in the asked order, page by page.</summary>
internal sealed class ListConversations(IQueries queries)
{
    public static readonly IReadOnlyList<(string Word, Status Value)> Statuses =
        [("open", Status.Open), ("waiting", Status.Waiting), ("snoozed", Status.Snoozed), ("resolved", Status.Resolved)];

    public static readonly IReadOnlyList<(string Word, ConversationSort Value)> Sorts =
        [("waiting", ConversationSort.Waiting), ("due", ConversationSort.Due), ("recent", ConversationSort.Recent), ("priority", ConversationSort.Priority)];

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var filter = new ConversationFilter
        {
            Status = query.OneOf("status", Statuses),
            Queue = query.Text("queue"),
            Assignee = query.Text("assignee"),
            Channel = query.Text("channel"),
            Breached = query.OneOf("breached", [("true", true), ("false", false)]),
            Silenced = query.OneOf("silenced", [("true", true), ("false", false)]) ?? false,
            Sort = query.OneOf("sort", Sorts) ?? ConversationSort.Recent,
            Cursor = query.Text("cursor"),
            Limit = query.Limit(),
        };
        if (filter.Channel is { } channel && !Channels.IsValid(channel))
            query.Errors.Add("channel", Rule.Channel, string.Join(", ", Channels.Known.Order(StringComparer.Ordinal)));
        if (!await query.FinishAsync(context)) return;
        await context.JsonAsync(await queries.ConversationsAsync(filter, context.RequestAborted), ApiJson.Conversations);
    }
}
