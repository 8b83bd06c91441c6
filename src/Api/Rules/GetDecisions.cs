using System.Globalization;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Rules;
using Rule = SocialCrm.Api.Problems.Rule;

namespace SocialCrm.Api.Rules;

/// <summary><c>GET /api/conversations/{id}/decisions?cursor=&amp;limit=</c>: row by row, oldest first, what was looked at, why not, and what was done.</summary>
internal sealed class GetDecisions(IQueries queries, IGroupedReads reads, IConfigurations configurations)
{
    private const int RowsAtOnce = 1_000;
    private const int DefaultLimit = 20;

    /// <summary>Most rows of a page: each may explain hundreds of rules.</summary>
    private const int MaxLimit = 50;

    public static readonly AnswerSchema Schema = AnswerSchema.Object(("items!", "decisions", "Oldest first"), ("next", "string", "The cursor of the next page; null at the end"));

    public static readonly IReadOnlyList<Parameter> Query =
        [new("cursor", "string", "The next of the page before"), new("limit", "integer", $"How many rows: 1 to {MaxLimit}, default {DefaultLimit}")];

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        if (!ConversationId.TryParse(context.Request.RouteValues["id"] as string, out var id)) query.Errors.Add("id", Rule.ConversationId);
        var after = CursorOf(query);
        var limit = LimitOf(query);
        if (!await query.FinishAsync(context)) return;
        if (await reads.ConversationAsync(id, context.RequestAborted) is not { } head)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        var (decisions, next) = await DecisionsAsync(head, after, limit, context.RequestAborted);
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language.Tag();
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var decision in decisions) new DecisionJson(json, language, configurations).Write(decision);
            json.WriteEndArray();
            if (next is { } cursor) json.WriteString("next"u8, cursor.ToString(CultureInfo.InvariantCulture));
            else json.WriteNull("next"u8);
        });
    }

    private async Task<(IReadOnlyList<RowDecision> Decisions, long? Next)> DecisionsAsync(ConversationState head, long after, int limit, CancellationToken cancellation)
    {
        var replay = new DecisionReplay(ConversationState.New(head.Customer, head.Channel, head.Account, head.Thread, head.Ordinal) with { Id = head.Id }, configurations);
        List<RowDecision> decisions = [];
        long read = 0;
        while (true)
        {
            var rows = await queries.RowsAsync(head.Id, read, RowsAtOnce, cancellation);
            foreach (var row in rows)
            {
                if (decisions.Count == limit) return (decisions, decisions[^1].Row.Version);
                if (row.Version <= after) replay.Skip(row);
                else decisions.Add(replay.Next(row));
                read = row.Version;
            }

            if (rows.Count < RowsAtOnce) return (decisions, null);
        }
    }

    /// <summary>The version of the last row of the page before.</summary>
    private static long CursorOf(QueryReader query)
    {
        if (query.Text("cursor") is not { } text) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        query.Errors.Add("cursor", Rule.Cursor);
        return 0;
    }

    private static int LimitOf(QueryReader query)
    {
        if (query.Text("limit") is not { } text) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit) return limit;
        query.Errors.Add("limit", Rule.Range, $"1 ... {MaxLimit}");
        return DefaultLimit;
    }
}
