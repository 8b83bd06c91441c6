using System.Text.Json;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>PUT /api/config</c>: several documents together, checked as one: a rule and the queue that it names can come at once.</summary>
internal sealed class PutConfiguration(Putting putting)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var documents = DocumentsOf(body);
        var comment = body.Text("comment", Putting.MaxComment);
        var expected = body.Number("expectedVersion");
        if (!await body.FinishAsync(context)) return;
        await putting.AnswerAsync(context, documents, comment, expected, put => context.JsonAsync(json =>
        {
            json.WriteStartArray("documents"u8);
            foreach (var document in put)
            {
                json.WriteStartObject();
                Putting.Write(json, document);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    private static Dictionary<string, string> DocumentsOf(JsonBody body)
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.Object("documents") is not { } given) return documents;
        foreach (var member in given.EnumerateObject())
        {
            var field = $"documents.{member.Name}";
            if (!DocumentKinds.IsOne(member.Name)) body.Errors.Add(field, Rule.UnknownMember);
            else if (member.Value.ValueKind != JsonValueKind.String || JsonText.StringOf(member.Value) is not { } text) body.Errors.Add(field, Rule.NotString);
            else documents[member.Name] = text;
        }

        if (documents.Count == 0 && !body.Errors.Any) body.Errors.Add("documents", Rule.Required);
        return documents;
    }
}
