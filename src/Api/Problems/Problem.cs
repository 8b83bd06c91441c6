using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Json;

namespace SocialCrm.Api.Problems;

/// <summary>One refusal, on its way to the sender as RFC 9457 problem details in the sender's language.</summary>
internal sealed record Problem(ProblemType Type)
{
    public const string ContentType = "application/problem+json";

    /// <summary>What the detail's text shows as {0}, {1}.</summary>
    public object[] Bounds { get; init; } = [];

    public Errors? Errors { get; init; }

    /// <summary>Seconds, for the Retry-After header; null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Writes the members of an extension; null for none.</summary>
    public Action<Utf8JsonWriter>? Extension { get; init; }

    public static Problem Invalid(Errors errors) => new(ProblemType.InvalidRequest) { Errors = errors };

    public static Problem Invalid(string field, string rule, object? bound = null)
    {
        var errors = new Errors();
        errors.Add(field, rule, bound);
        return Invalid(errors);
    }

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        var language = Languages.Of(context.Request);
        response.StatusCode = Type.Status;
        response.ContentType = ContentType;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        if (RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (Type.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";

        using var buffer = JsonBuffer.Rent();
        Write(buffer.Writer, language, Activity.Current?.Id ?? context.TraceIdentifier);
        await buffer.SendAsync(response, context.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, Language language, string traceId)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Type.Uri);
        json.WriteString("title"u8, Texts.Of(language, Type.TitleKey));
        json.WriteNumber("status"u8, Type.Status);
        json.WriteString("detail"u8, string.Format(language.Culture(), Texts.Of(language, Type.DetailKey), Bounds));
        if (Errors is { Any: true })
        {
            json.WriteStartObject("errors"u8);
            foreach (var (field, texts) in Errors.In(language))
            {
                json.WriteStartArray(field);
                foreach (var text in texts) json.WriteStringValue(text);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        Extension?.Invoke(json);
        json.WriteString("traceId"u8, traceId);
        json.WriteEndObject();
    }
}
