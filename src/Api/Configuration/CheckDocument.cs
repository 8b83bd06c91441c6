using SocialCrm.Api.Documentation;
using SocialCrm.Api.Problems;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>POST /api/config/{kind}/check</c>: 200, and what would be wrong.</summary>
internal sealed class CheckDocument(Checking checking, Configurations configurations)
{
    /// <summary>Most faults that an answer carries.</summary>
    private const int MaxFaults = 1_000;

    public static readonly AnswerSchema Schema = AnswerSchema.Object(
        ("ok!", "boolean", "It could be put"), ("faults!", "faults", "At most 1,000"));

    public async Task HandleAsync(HttpContext context)
    {
        if (await context.KindAsync() is not { } kind) return;
        if (await DocumentBody.ReadYamlAsync(context) is not { } text) return;
        await configurations.RefreshAsync(context.RequestAborted);
        var faults = await checking.FaultsOfAsync(kind, text, context.RequestAborted);
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language.Tag();
        await context.JsonAsync(json =>
        {
            json.WriteBoolean("ok"u8, faults.Count == 0);
            json.WriteStartArray("faults"u8);
            foreach (var fault in faults.Take(MaxFaults))
            {
                json.WriteStartObject();
                json.WriteString("field"u8, fault.Field);
                json.WriteString("rule"u8, fault.Rule.ToString());
                json.WriteString("text"u8, fault.Text(language));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
