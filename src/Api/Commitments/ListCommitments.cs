using SocialCrm.Api.Http;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Commitments;
using SocialCrm.Identities;

namespace SocialCrm.Api.Commitments;

/// <summary><c>GET /api/commitments?owner=&amp;state=&amp;conversation=&amp;customer=&amp;order=&amp;cursor=&amp;limit=</c>.</summary>
internal sealed class ListCommitments(ICommitmentStore store)
{
    public static readonly IReadOnlyList<(string Word, CommitmentState Value)> States =
    [
        ("open", CommitmentState.Open), ("late", CommitmentState.Late), ("kept", CommitmentState.Kept), ("broken", CommitmentState.Broken), ("cancelled", CommitmentState.Cancelled),
    ];

    public static readonly IReadOnlyList<(string Word, bool IsLatestFirst)> Orders = [("earliest", false), ("latest", true)];

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var filter = new CommitmentFilter
        {
            Owner = query.Text("owner"),
            State = query.OneOf("state", States),
            Conversation = ConversationOf(query),
            Customer = CustomerOf(query),
            LatestFirst = query.OneOf("order", Orders) ?? false,
            Cursor = query.Text("cursor"),
            Limit = query.Limit(),
        };
        if (!await query.FinishAsync(context)) return;
        await context.JsonAsync(await store.ListAsync(filter, context.RequestAborted), ApiJson.Commitments);
    }

    private static ConversationId? ConversationOf(QueryReader query)
    {
        if (query.Text("conversation") is not { } text) return null;
        if (ConversationId.TryParse(text, out var id)) return id;
        query.Errors.Add("conversation", Rule.ConversationId);
        return null;
    }

    private static CustomerId? CustomerOf(QueryReader query)
    {
        if (query.Text("customer") is not { } text) return null;
        if (CustomerId.TryParse(text, out var id)) return id;
        query.Errors.Add("customer", Rule.CustomerId);
        return null;
    }
}
