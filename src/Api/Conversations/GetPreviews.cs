using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Api.Conversations;

/// <summary><c>GET /api/conversations/previews?id=&amp;id=</c>: who it is and what was said last, of the rows that somebody looks at.</summary>
internal sealed class GetPreviews(IDeskQueries desk)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        query.Text("id");
        var asked = context.Request.Query["id"];
        var ids = new List<ConversationId>();
        if (asked.Count > IDeskQueries.MaxPreviews) query.Errors.Add("id", Rule.TooManyItems, IDeskQueries.MaxPreviews);
        else
        {
            foreach (var text in asked)
            {
                if (ConversationId.TryParse(text, out var id)) ids.Add(id);
                else query.Errors.Add("id", Rule.ConversationId);
            }
        }

        if (!await query.FinishAsync(context)) return;
        await context.JsonAsync(await desk.PreviewsAsync([.. ids.Distinct()], context.RequestAborted), ApiJson.Previews);
    }
}
