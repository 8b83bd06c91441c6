using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Api.Customers;

/// <summary><c>GET /api/customers/{id}/timeline?before=&amp;limit=</c>: everything said and done, newest first.</summary>
internal sealed class GetTimeline(IQueries queries, IGroupedReads reads)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        if (!CustomerId.TryParse(context.Request.RouteValues["id"] as string, out var id)) query.Errors.Add("id", Rule.CustomerId);
        var before = query.Text("before");
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;

        try
        {
            var page = await queries.TimelineAsync(id, before, limit, context.RequestAborted);
            if (page.Items.Count == 0 && !await reads.CustomerExistsAsync(id, context.RequestAborted)) await context.ProblemAsync(ProblemType.NotFound);
            else await context.JsonAsync(page, ApiJson.Timeline);
        }
        catch (InvalidCursorException)
        {
            await context.InvalidAsync("before", Rule.Cursor);
        }
    }
}
