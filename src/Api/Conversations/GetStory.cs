using System.Globalization;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Api.Conversations;

/// <summary><c>GET /api/conversations/{id}/timeline?before=&amp;since=&amp;limit=</c>: all that was said and done in it, or what came after a version.</summary>
internal sealed class GetStory(IDeskQueries desk, IGroupedReads reads)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        if (!ConversationId.TryParse(context.Request.RouteValues["id"] as string, out var id)) query.Errors.Add("id", Rule.ConversationId);
        var before = query.Text("before");
        var since = Since(query);
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;

        try
        {
            var page = since is { } version
                ? await desk.StorySinceAsync(id, version, limit, context.RequestAborted)
                : await desk.StoryAsync(id, before, limit, context.RequestAborted);
            if (page.Items.Count == 0 && await reads.ConversationAsync(id, context.RequestAborted) is null) await context.ProblemAsync(ProblemType.NotFound);
            else await context.JsonAsync(page, ApiJson.Timeline);
        }
        catch (InvalidCursorException)
        {
            await context.InvalidAsync("before", Rule.Cursor);
        }
    }

    private static long? Since(QueryReader query)
    {
        if (query.Text("since") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        query.Errors.Add("since", Rule.NotWholeNumber);
        return null;
    }
}
