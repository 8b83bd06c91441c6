using SocialCrm.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.Keys;

/// <summary><c>GET /api/keys</c>: those in force and those revoked.</summary>
internal sealed class ListKeys(IAccessStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var keys = await store.KeysAsync(context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var key in keys)
            {
                json.WriteStartObject();
                KeysFeature.Write(json, key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
