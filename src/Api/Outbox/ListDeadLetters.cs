using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>GET /api/outbox/dead?cursor=&amp;limit=</c>.</summary>
internal sealed class ListDeadLetters(IOutboxStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var cursor = query.Text("cursor");
        var limit = query.Limit();
        if (!await query.FinishAsync(context)) return;
        var page = await store.DeadAsync(cursor, limit, context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var message in page.Items)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, DeadLetterIds.Write(message.Id));
                json.WriteString("kind"u8, message.Kind == OutgoingKind.Mail ? "mail"u8 : "webhook"u8);
                json.WriteString("target"u8, message.Target);
                json.WriteString("conversationId"u8, message.Conversation?.ToString());
                json.WriteString("customerId"u8, message.Customer?.ToString());
                json.WriteString("at"u8, message.At.UtcDateTime);
                json.WriteNumber("attempts"u8, message.Attempts);
                json.WriteString("error"u8, message.Error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next"u8, page.Next);
        });
    }
}

/// <summary>The ids as receivers see them.</summary>
internal static class DeadLetterIds
{
    private const string Prefix = "msg_";

    public static string Write(Guid id) => Prefix + id.ToString("N");

    public static Guid? Parse(string? text) =>
        text?.StartsWith(Prefix, StringComparison.Ordinal) == true && Guid.TryParseExact(text[Prefix.Length..], "N", out var id) ? id : null;
}
