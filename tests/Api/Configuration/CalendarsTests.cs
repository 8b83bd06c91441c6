using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Api.Tests.Configuration;

public sealed class CalendarsTests : IAsyncLifetime
{
    private const string Import = "api/config/calendars/ical?calendar=office&from=2026&until=2027";

    private const string Holidays = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20200222
        RRULE:FREQ=YEARLY
        SUMMARY:Kalevalan viikko
        END:VEVENT
        END:VCALENDAR
        """;

    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Days_of_an_iCalendar_file_become_lines_of_the_document()
    {
        var preview = await (await PostAsync(Import + "&preview=true", Holidays)).Content.ReadAsStringAsync();
        Assert.Contains("2026-02-22: closed  # Kalevalan viikko", preview, StringComparison.Ordinal);
        Assert.Equal(DocumentKinds.DefaultOf("calendars"), await _host.Client.GetStringAsync("api/config/calendars"));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Import + "&expectedVersion=0", Holidays)).StatusCode);
        var document = await _host.Client.GetStringAsync("api/config/calendars");
        Assert.Equal(preview, document);
        Assert.Contains("2027-02-22: closed", document, StringComparison.Ordinal);
        Assert.DoesNotContain("2028-02-22", document, StringComparison.Ordinal);
        Assert.Contains("# Milloin olemme paikalla.", document, StringComparison.Ordinal);
        using var again = await ApiHost.ReadAsync(await PostAsync(Import, Holidays));
        Assert.False(again.RootElement.GetProperty("changed").GetBoolean());
    }

    [Fact]
    public async Task Days_of_an_iCalendar_file_come_into_a_document_in_braces()
    {
        const string Document = "calendars: { office: { week: { monday-friday: 08:00-16:00 } } }";
        var put = await _host.Client.PutAsync("api/config/calendars", new StringContent(Document, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml")));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Import, Holidays)).StatusCode);
        Assert.Equal(Document.Replace("week:", "days: { 2026-02-22: closed, 2027-02-22: closed }, week:", StringComparison.Ordinal), await _host.Client.GetStringAsync("api/config/calendars"));
    }

    [Theory]
    [InlineData("api/config/calendars/ical", Holidays, "invalid-request", "calendar")]
    [InlineData(Import + "&until=1", Holidays, "invalid-request", "until")]
    [InlineData(Import + "&preview=perhaps", Holidays, "invalid-request", "preview")]
    [InlineData("api/config/calendars/ical?calendar=kesä", Holidays, "invalid-document", "calendars.kesä")]
    [InlineData(Import, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224T100000Z\nEND:VEVENT\nEND:VCALENDAR", "invalid-document", "")]
    public async Task File_or_question_that_is_wrong_is_told_and_changes_nothing(string path, string file, string type, string field)
    {
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PostAsync(path, file), 400, type), field);
        Assert.Equal(DocumentKinds.DefaultOf("calendars"), await _host.Client.GetStringAsync("api/config/calendars"));
    }

    [Fact]
    public async Task Days_unlike_their_weekday_are_told_of_a_document_that_is_not_in_force()
    {
        const string Document = "calendars: { talvi: { zone: UTC, week: { monday-sunday: 08:00-16:00 }, holidays: finland }, muu: { week: { monday: 08:00-16:00 } } }";
        var (agent, _) = await _host.SignInAsync("agent");
        agent.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fi");

        using var told = await ApiHost.ReadAsync(await agent.PostAsync("api/config/calendars/days?days=800", new StringContent(Document, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"))));

        var calendars = told.RootElement.GetProperty("calendars").EnumerateArray().ToList();
        Assert.Equal(["talvi", "muu"], calendars.Select(c => c.GetProperty("name").GetString()));
        var days = calendars[0].GetProperty("days").EnumerateArray().ToList();
        Assert.InRange(days.Count(d => d.GetProperty("holiday").GetString() == "joulupäivä"), 2, 3);
        Assert.All(days.Where(d => d.GetProperty("holiday").GetString() == "joulupäivä"), d => Assert.EndsWith("-12-25", d.GetProperty("date").GetString(), StringComparison.Ordinal));
        Assert.All(days, d => Assert.Empty(d.GetProperty("openings").EnumerateArray()));
        Assert.Empty(calendars[1].GetProperty("days").EnumerateArray());

        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.PostAsync("api/config/calendars/days?days=801", null), 400, "invalid-request"), "days");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.PostAsync("api/config/calendars/days", new StringContent("calendars: { a: { week: { monday: 8-16 } } }")), 400, "invalid-document"), "calendars.a.week.monday");
    }

    [Fact]
    public async Task Duty_tells_which_channel_is_watched_until_when_and_from_when()
    {
        const string Document = """
            calendars:
              never: { zone: UTC, week: { monday: 00:00-00:01 }, days: { 2026-01-01..2030-12-31: closed } }
            channels:
              - { channel: x, account: acme, calendar: always }
              - { channel: x, calendar: never }
            """;
        var put = await _host.Client.PutAsync("api/config", ApiHost.Json(JsonSerializer.Serialize(new { documents = new Dictionary<string, string> { ["calendars"] = Document, ["response-times"] = "policies: []" } })));
        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var (agent, _) = await _host.SignInAsync("agent");
        using var all = await ApiHost.ReadAsync(await agent.GetAsync("api/channels/duty"));
        Assert.Equal(
            ["""{"channel":"x","account":"acme","calendar":"always","watched":true,"until":null,"from":null}""", """{"channel":"x","account":null,"calendar":"never","watched":false,"until":null,"from":"2031-01-06T00:00:00Z"}"""],
            all.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetRawText()));

        Assert.Equal("never", await CalendarAsync("channel=x&account=other"));
        Assert.Equal("always", await CalendarAsync("channel=x&account=acme"));
        Assert.Equal("always", await CalendarAsync("channel=email"));
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.GetAsync("api/channels/duty?channel=fax"), 400, "invalid-request"), "channel");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.GetAsync("api/channels/duty?account=acme"), 400, "invalid-request"), "channel");

        async Task<string?> CalendarAsync(string query)
        {
            using var one = await ApiHost.ReadAsync(await agent.GetAsync("api/channels/duty?" + query));
            return Assert.Single(one.RootElement.GetProperty("items").EnumerateArray()).GetProperty("calendar").GetString();
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string file) =>
        _host.Client.PostAsync(path, new StringContent(file, Encoding.UTF8, new MediaTypeHeaderValue("text/calendar")));
}
