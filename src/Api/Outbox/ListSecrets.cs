using SocialCrm.Api.Problems;
using SocialCrm.Outbox;

namespace SocialCrm.Api.Outbox;

/// <summary><c>GET /api/secrets</c>: names only.</summary>
internal sealed class ListSecrets(ISecretStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var names = await store.NamesAsync(context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var (name, setAt, setBy) in names)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, name);
                json.WriteString("setAt"u8, setAt.UtcDateTime);
                json.WriteString("setBy"u8, setBy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
