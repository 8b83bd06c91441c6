using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>GET /api/config</c>: which versions are in force.</summary>
internal sealed class GetConfiguration(Configurations configurations)
{
    public static readonly AnswerSchema Schema = AnswerSchema.Object(("version!", "integer", "Of all documents together"), ("documents!", "documents", ""));

    public Task HandleAsync(HttpContext context)
    {
        var newest = configurations.Current.Version;
        var unreadable = configurations.Unreadable;
        return context.JsonAsync(json =>
        {
            json.WriteNumber("version"u8, newest);
            json.WriteStartArray("documents"u8);
            foreach (var kind in DocumentKinds.All)
            {
                json.WriteStartObject();
                json.WriteString("kind"u8, kind);
                json.WriteNumber("version"u8, configurations.TextAt(kind, newest).Version);
                json.WriteBoolean("readable"u8, !unreadable.Any(u => u.Kind == kind));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
