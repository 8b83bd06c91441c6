using System.Globalization;
using SocialCrm.Api.Access;
using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Notices;

namespace SocialCrm.Api.Notices;

/// <summary><c>GET /api/notices?unread=&amp;cursor=&amp;limit=</c>.</summary>
internal sealed class ListNotices(INoticeStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var unread = query.OneOf("unread", [("true", true), ("false", false)]) ?? false;
        var cursor = query.Text("cursor");
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;
        var person = context.Principal().Name;
        var page = await store.ListAsync(person, unread, cursor, limit, context.RequestAborted);
        context.Response.Headers["Unread-Count"] = (await store.UnreadAsync(person, context.RequestAborted)).ToString(CultureInfo.InvariantCulture);
        await context.JsonAsync(page, ApiJson.Notices);
    }
}
