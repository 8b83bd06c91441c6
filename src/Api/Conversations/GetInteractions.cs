using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Api.Conversations;

/// <summary><c>GET /api/conversations/{id}/interactions?after=&amp;limit=</c>: what was said, oldest first.</summary>
internal sealed class GetInteractions(IQueries queries, IGroupedReads reads)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        if (!ConversationId.TryParse(context.Request.RouteValues["id"] as string, out var id)) query.Errors.Add("id", Rule.ConversationId);
        var after = query.Text("after");
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;

        try
        {
            var page = await queries.InteractionsAsync(id, after, limit, context.RequestAborted);
            if (page.Items.Count == 0 && await reads.ConversationAsync(id, context.RequestAborted) is null) await context.ProblemAsync(ProblemType.NotFound);
            else await context.JsonAsync(page, ApiJson.Timeline);
        }
        catch (InvalidCursorException)
        {
            await context.InvalidAsync("after", Rule.Cursor);
        }
    }
}
