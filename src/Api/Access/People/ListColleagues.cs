using SocialCrm.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.People;

/// <summary><c>GET /api/colleagues</c>: those to whom something can be given, by name; not what only administrators see.</summary>
internal sealed class ListColleagues(IAccessStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var people = await store.PeopleAsync(context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var person in people.Where(static p => !p.Disabled))
            {
                json.WriteStartObject();
                json.WriteString("name"u8, person.Name);
                json.WriteString("displayName"u8, person.DisplayName);
                json.WriteString("role"u8, person.Role);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
