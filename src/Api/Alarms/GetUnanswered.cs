using System.Text.Json;
using SocialCrm.Alarms;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Alarms;

/// <summary><c>GET /api/unanswered?cursor=&amp;limit=</c>: the list whose target is zero.</summary>
internal sealed class GetUnanswered(IAlarmQueries alarms, IConfigurations configurations, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var cursor = query.Text("cursor");
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;
        var plan = configurations.Current.Notices.Alarms;
        var before = time.GetUtcNow() - plan.UnansweredAfter;
        var page = await alarms.UnansweredAsync(before, cursor, limit, context.RequestAborted);
        var count = await alarms.UnansweredAsync(before, context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteNumber("target"u8, plan.UnansweredTarget);
            json.WriteNumber("count"u8, count);
            json.WriteNumber("afterSeconds"u8, (long)plan.UnansweredAfter.TotalSeconds);
            json.WritePropertyName("items"u8);
            JsonSerializer.Serialize(json, page.Items, ApiContext.Default.IReadOnlyListConversationView);
            json.WriteString("next"u8, page.Next);
        });
    }
}
