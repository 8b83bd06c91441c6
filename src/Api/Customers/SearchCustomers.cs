using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Journal;

namespace SocialCrm.Api.Customers;

/// <summary><c>GET /api/customers?search=&amp;limit=</c>: who is meant by a few letters.</summary>
internal sealed class SearchCustomers(IDeskQueries desk)
{
    /// <summary>Customers where the request doesn't say.</summary>
    private const int DefaultLimit = 10;

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var search = query.Text("search");
        if (search is null && !query.Errors.Any) query.Errors.Add("search", Rule.Required);
        var limit = context.Request.Query.ContainsKey("limit") ? query.Limit() : DefaultLimit;
        if (limit > IDeskQueries.MaxFound) query.Errors.Add("limit", Rule.Range, $"1 ... {IDeskQueries.MaxFound}");
        if (!await query.FinishAsync(context)) return;
        await context.JsonAsync(await desk.SearchAsync(search!, limit, context.RequestAborted), ApiJson.Found);
    }
}
