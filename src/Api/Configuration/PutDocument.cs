using System.Globalization;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Configuration;

/// <summary><c>PUT /api/config/{kind}</c>.</summary>
internal sealed class PutDocument(Putting putting)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await context.KindAsync() is not { } kind) return;
        var query = new QueryReader(context.Request);
        var expected = query.Version("expectedVersion") ?? IfMatch(context.Request, query.Errors);
        var comment = query.Comment();
        if (!await query.FinishAsync(context)) return;
        if (await DocumentBody.ReadYamlAsync(context) is not { } text) return;
        await putting.AnswerAsync(context, kind, text, comment, expected);
    }

    /// <summary>The version in the header; null without one, or for any.</summary>
    private static long? IfMatch(HttpRequest request, Errors errors)
    {
        if (request.Headers.IfMatch is not [{ Length: > 0 } tag] || tag == "*") return null;
        var text = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        if (text is ['"', .. var inner, '"'] && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        errors.Add("If-Match", Rule.Version);
        return null;
    }
}

internal static class ConfigurationParameters
{
    public static string? Comment(this QueryReader query)
    {
        var comment = query.Text("comment");
        if (comment?.Length > Putting.MaxComment) query.Errors.Add("comment", Rule.TooLong, Putting.MaxComment);
        return comment;
    }

    public static long? Version(this QueryReader query, string name)
    {
        if (query.Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        query.Errors.Add(name, Rule.Version);
        return null;
    }
}
