using System.Globalization;
using SocialCrm.Api.Documentation;
using SocialCrm.Api.Http;
using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary><c>POST /api/config/calendars/ical</c>: the whole days of an iCalendar file become closed days of a calendar.</summary>
internal sealed class ImportDays(Putting putting, Configurations configurations, TimeProvider time)
{
    /// <summary>Years from this one on, where the request doesn't say.</summary>
    private const int DefaultYears = 10;
    private const int MinYear = 2000;
    private const int MaxYear = 2200;

    public static readonly Parameter[] Query =
    [
        new("calendar", "string", "Whose days they are"), new("from", "integer", "Yearly days are taken from this year on; default this year"),
        new("until", "integer", "To this year; default 10 years after from"), new("preview", "boolean", "Only answer how the document would be") { Values = ["true", "false"] },
    ];

    public async Task HandleAsync(HttpContext context)
    {
        var query = new QueryReader(context.Request);
        var calendar = query.Text("calendar");
        if (calendar is null && !query.Errors.Any) query.Errors.Add("calendar", Rule.Required);
        var from = Year(query, "from") ?? time.GetUtcNow().Year;
        var until = Year(query, "until") ?? from + DefaultYears;
        if (until < from) query.Errors.Add("until", Rule.Range, $"{from} ... {MaxYear}");
        var preview = query.OneOf("preview", [("true", true), ("false", false)]) ?? false;
        var expected = query.Version("expectedVersion");
        var comment = query.Comment();
        if (!await query.FinishAsync(context)) return;
        if (await DocumentBody.ReadICalendarAsync(context) is not { } file) return;

        await configurations.RefreshAsync(context.RequestAborted);
        var (days, faults) = ICalendarDays.Read(file, from, until);
        var (text, _, fault) = DaysImport.Add(configurations.TextAt(DocumentKinds.Calendars, long.MaxValue).Text, calendar!, days.Where(d => d.Date.Year >= from && d.Date.Year <= until));
        if (faults.Count > 0 || fault is not null) await RefuseAsync(context, faults, fault);
        else if (preview) await GetDocument.WriteAsync(context, text!);
        else await putting.AnswerAsync(context, DocumentKinds.Calendars, text!, comment, expected);
    }

    private static Task RefuseAsync(HttpContext context, IReadOnlyList<ICalendarFault> faults, ConfigurationFault? fault)
    {
        var errors = new Errors();
        foreach (var f in faults) errors.Add(new ConfigurationFault("", ConfigurationRule.BadICalendar, string.Create(CultureInfo.InvariantCulture, $"{f.Line} {f.Rule}")));
        if (fault is not null) errors.Add(fault);
        return context.ProblemAsync(new Problem(ProblemType.InvalidDocument) { Errors = errors });
    }

    private static int? Year(QueryReader query, string name)
    {
        if (query.Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= MinYear and <= MaxYear) return year;
        query.Errors.Add(name, Rule.Range, $"{MinYear} ... {MaxYear}");
        return null;
    }
}
