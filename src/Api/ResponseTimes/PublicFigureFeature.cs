using System.Globalization;
using System.Text.Json;
using SocialCrm.Api.Access;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Api.ResponseTimes;

/// <summary>
/// <c>GET /public/response-time</c>, a line of HTML for other pages to embed, and <c>/public/response-time.json</c>. Open to everybody, and not there until the
/// <c>response-times</c> document says what is told.
/// </summary>
internal static class PublicFigureFeature
{
    private const string Style = "body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a}@media(prefers-color-scheme:dark){body{color:#eee}}";

    /// <summary>Embeddable everywhere; it loads and runs nothing.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly string Kept = string.Create(CultureInfo.InvariantCulture, $"public, max-age={PublicFigures.KeptFor.TotalSeconds}");

    public static void MapPublicFigure(this IEndpointRouteBuilder routes)
    {
        var figures = routes.ServiceProvider.GetRequiredService<PublicFigures>();
        routes.MapGet("/public/response-time", context => AnswerAsync(context, figures, WritePageAsync)).IsOpen()
            .Describe(new Description("Figures", "How fast the company answers, as a line for other pages to embed")
            {
                Detail = "Counted every five minutes. 404 until the response-times document has a member public, and while there are fewer than 20 answers.",
                Query = [new Parameter("lang", "string", "Default: Accept-Language") { Values = ["fi", "en"] }],
                Answer = AnswerSchema.Html,
                Refusals = [404],
            });
        routes.MapGet("/public/response-time.json", context => AnswerAsync(context, figures, WriteJsonAsync)).IsOpen()
            .Describe(new Description("Figures", "The same as JSON, for any page's scripts")
            {
                Answer = AnswerSchema.Object(("kind", "string", ""), ("percentile", "integer", "So many percent of the answers"), ("seconds", "number", "came within this calendar time"),
                    ("days", "integer", "Counted over"), ("answers", "integer", "Counted from"), ("channel", "string", "Null: all")),
                Refusals = [404],
            });
    }

    private static async Task AnswerAsync(HttpContext context, PublicFigures figures, Func<HttpContext, Told, Task> write)
    {
        if (await figures.ReadAsync(context.RequestAborted) is not { } told)
        {
            await context.ProblemAsync(ProblemType.NotFound);
            return;
        }

        context.Response.Headers.CacheControl = Kept;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        await write(context, told);
    }

    private static Task WritePageAsync(HttpContext context, Told told)
    {
        var language = context.Request.Query["lang"].ToString() switch { "fi" => Language.Finnish, "en" => Language.English, _ => Languages.Of(context.Request) };
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Accept-Language";
        var text = string.Format(language.Culture(), Texts.Of(language, told.Figure.Kind == ClockKind.Resolution ? "public.resolved-within" : "public.answered-within"),
            told.Figure.Percentile, DurationOf(told.Seconds, language));
        return response.WriteAsync($"""
            <!doctype html>
            <html lang="{language.Tag()}"><head><meta charset="utf-8"><title>{Html.Encode(text)}</title><style>{Style}</style></head><body>{Html.Encode(text)}</body></html>
            """, context.RequestAborted);
    }

    private static async Task WriteJsonAsync(HttpContext context, Told told)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("kind", DeadlineList.NameOf(told.Figure.Kind));
        json.WriteNumber("percentile", told.Figure.Percentile);
        json.WriteNumber("seconds", Math.Ceiling(told.Seconds));
        json.WriteNumber("days", told.Figure.Days);
        json.WriteNumber("answers", told.Answers);
        json.WriteString("channel", told.Figure.Channel);
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }

    /// <summary>Rounded up to what people say: minutes below two hours, hours below two days, then days.</summary>
    private static string DurationOf(double seconds, Language language)
    {
        var minutes = Math.Max(1, Math.Ceiling(seconds / 60));
        var (count, unit) = minutes < 120 ? (minutes, "minutes") : minutes < 2 * 1_440 ? (Math.Ceiling(minutes / 60), "hours") : (Math.Ceiling(minutes / 1_440), "days");
        return string.Format(language.Culture(), Texts.Of(language, $"public.{unit}"), count);
    }
}
