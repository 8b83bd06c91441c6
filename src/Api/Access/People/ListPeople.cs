using SocialCrm.Access;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Access.People;

/// <summary><c>GET /api/people</c>.</summary>
internal sealed class ListPeople(IAccessStore store)
{
    public async Task HandleAsync(HttpContext context)
    {
        var people = await store.PeopleAsync(context.RequestAborted);
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("items"u8);
            foreach (var person in people)
            {
                json.WriteStartObject();
                PeopleFeature.Write(json, person);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
