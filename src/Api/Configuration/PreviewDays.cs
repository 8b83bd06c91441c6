using System.Globalization;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>POST /api/config/calendars/days?days=</c>: which of the coming days are unlike their weekday by a document that is being written.</summary>
internal sealed class PreviewDays(TimeProvider time)
{
    private const int DefaultDays = 120;
    private const int MaxDays = 800;

    public static readonly Parameter[] Query = [new("days", "integer", $"How many days from today on: 1 to {MaxDays}, default {DefaultDays}")];

    public static readonly AnswerSchema Schema = AnswerSchema.Object(("calendars!", "calendarDays", "In the order of the document"));

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var days = DaysOf(query);
        if (!await query.FinishAsync(context)) return;
        if (await DocumentBody.ReadYamlAsync(context) is not { } text) return;
        var read = ConfigurationReader.Read(DocumentKinds.Calendars, text);
        if (read.Findings.Faults.Count > 0)
        {
            var errors = new Errors();
            foreach (var fault in read.Findings.Faults) errors.Add(fault);
            await context.ProblemAsync(new Problem(ProblemType.InvalidDocument) { Errors = errors });
            return;
        }

        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language.Tag();
        await context.JsonAsync(json =>
        {
            json.WriteStartArray("calendars"u8);
            foreach (var (name, calendar) in ((CalendarSet)read.Part!).Named)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, name);
                json.WriteStartArray("days"u8);
                foreach (var day in calendar.UnusualDays(time.GetUtcNow(), days))
                {
                    json.WriteStartObject();
                    json.WriteString("date"u8, day.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
                    json.WriteString("holiday"u8, language == Language.Finnish ? day.Holiday?.NameFi : day.Holiday?.NameEn);
                    json.WriteStartArray("openings"u8);
                    foreach (var opening in day.Openings) json.WriteStringValue(opening.ToString());
                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static int DaysOf(QueryReader query)
    {
        if (query.Text("days") is not { } text) return DefaultDays;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MaxDays) return days;
        query.Errors.Add("days", Rule.Range, $"1 ... {MaxDays}");
        return DefaultDays;
    }
}
