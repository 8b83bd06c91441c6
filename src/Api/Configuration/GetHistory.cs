using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>GET /api/config/history</c> and <c>GET /api/config/{kind}/history</c>.</summary>
internal sealed class GetHistory(IConfigurationStore store)
{
    public static readonly Parameter[] Query = [new("before", "integer", "Only older versions: the last page's next"), Description.Limit];

    public static readonly AnswerSchema Schema = AnswerSchema.Object(("items!", "changes", ""), ("next", "string", "before of the next page; null at the end"));

    public async Task HandleAsync(HttpContext context)
    {
        string? kind = null;
        if (context.Request.RouteValues.ContainsKey("kind") && (kind = await context.KindAsync()) is null) return;
        var query = new QueryReader(context.Request);
        var before = query.Version("before") ?? long.MaxValue;
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;
        var changes = await store.HistoryAsync(kind, before, limit + 1, context.RequestAborted);
        var page = changes.Take(limit).ToList();
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var change in page) Write(json, change);
            json.WriteEndArray();
            if (changes.Count > limit) json.WriteString("next"u8, page[^1].Version.ToString(CultureInfo.InvariantCulture));
            else json.WriteNull("next"u8);
        });
    }

    private static void Write(Utf8JsonWriter json, DocumentChange change)
    {
        json.WriteStartObject();
        json.WriteNumber("version"u8, change.Version);
        json.WriteString("kind"u8, change.Kind);
        json.WriteString("author"u8, change.Author);
        json.WriteString("at"u8, change.RecordedAt.UtcDateTime);
        json.WriteString("comment"u8, change.Comment);
        json.WriteEndObject();
    }
}
