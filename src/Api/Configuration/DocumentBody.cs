using System.Text;
using SocialCrm.Api.Hosting;
using SocialCrm.Api.Json;
using SocialCrm.Api.Problems;

namespace SocialCrm.Api.Configuration;

/// <summary>A request's body as text.</summary>
internal static class DocumentBody
{
    public const string ContentType = "application/yaml";
    public const string ICalendar = "text/calendar";

    private static readonly string[] Yaml = [ContentType, "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"];

    /// <summary>YAML, JSON or, without a type, whatever it turns out to be. Null when it was refused: the answer is written then.</summary>
    public static Task<string?> ReadYamlAsync(HttpContext context) =>
        ReadAsync(context, TypeOf(context.Request) is var type && (type.Length == 0 || Yaml.Contains(type, StringComparer.OrdinalIgnoreCase) || MediaTypes.IsJson(context.Request, isEmptyAllowed: false)));

    public static Task<string?> ReadICalendarAsync(HttpContext context) =>
        ReadAsync(context, TypeOf(context.Request) is var type && (type.Length == 0 || type is ICalendar or "text/plain"));

    private static string TypeOf(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    private static async Task<string?> ReadAsync(HttpContext context, bool isTaken)
    {
        if (!isTaken)
        {
            await context.ProblemAsync(ProblemType.UnsupportedMediaType);
            return null;
        }

        using var body = await RequestBytes.ReadAsync(context.Request, Bounds.MaxSmallBodyBytes, grow: null, context.RequestAborted);
        if (body.Outcome == RequestBytes.Result.TooLarge)
        {
            await context.ProblemAsync(new Problem(ProblemType.BodyTooLarge) { Bounds = [Bounds.MaxSmallBodyBytes] });
            return null;
        }

        if (JsonText.FirstInvalidUtf8(body.Span) is { } offset)
        {
            await context.ProblemAsync(new Problem(ProblemType.InvalidUtf8) { Bounds = [offset] });
            return null;
        }

        return Encoding.UTF8.GetString(body.Span).TrimStart('\uFEFF');
    }
}
