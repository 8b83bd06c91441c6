using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Api.Tests.Configuration;

/// <summary>On a service of its own: what it configures holds for everybody.</summary>
public sealed class ConfigurationTests : IAsyncLifetime
{
    private const string Ladders = "api/config/escalation";
    private const string Policies = "api/config/response-times";

    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Documents_are_the_program_s_own_until_somebody_puts_others()
    {
        foreach (var kind in DocumentKinds.All)
        {
            var response = await _host.Client.GetAsync($"api/config/{kind}");
            Assert.Equal(("\"0\"", "application/yaml"), (response.Headers.ETag!.Tag, response.Content.Headers.ContentType!.MediaType));
            Assert.Equal(DocumentKinds.DefaultOf(kind), await response.Content.ReadAsStringAsync());
        }

        using var all = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/config"));
        Assert.Equal(0, all.RootElement.GetProperty("version").GetInt64());
        Assert.Equal(DocumentKinds.All, all.RootElement.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("kind").GetString()));
        await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/config/weather"), 404, "not-found");
    }

    [Fact]
    public async Task Put_document_is_in_force_at_once_with_its_history()
    {
        const string First = "# ensimmäinen\nladders:\n  default:\n    - { at: breach, notify: assignee }\n";
        const string Second = """{"ladders":{"default":[{"at":"breach","notify":["role:supervisor"]}]}}""";
        var (administrator, name) = await _host.SignInAsync("administrator");
        await AssertPutAsync(await PutAsync(administrator, Ladders + "?comment=aluksi", First), 1, changed: true);
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, Second, "application/json"), 2, changed: true);
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, Second), 2, changed: false);
        await AssertPutAsync(await PutAsync(_host.Client, Policies, "policies: []"), 3, changed: true);

        Assert.Equal(Second, await _host.Client.GetStringAsync(Ladders));
        Assert.Equal(First, await _host.Client.GetStringAsync(Ladders + "?version=1"));
        Assert.Equal(Second, await _host.Client.GetStringAsync(Ladders + "?version=3"));
        Assert.Equal(DocumentKinds.DefaultOf("escalation"), await _host.Client.GetStringAsync(Ladders + "?version=0"));
        await ApiHost.ProblemAsync(await _host.Client.GetAsync(Ladders + "?version=4"), 404, "not-found");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync(Ladders + "?version=-1"), 400, "invalid-request"), "version");

        using var page = await ApiHost.ReadAsync(await _host.Client.GetAsync(Ladders + "/history?limit=1"));
        Assert.Equal(2, Assert.Single(page.RootElement.GetProperty("items").EnumerateArray()).GetProperty("version").GetInt64());
        using var rest = await ApiHost.ReadAsync(await _host.Client.GetAsync(Ladders + "/history?before=" + page.RootElement.GetProperty("next").GetString()));
        var oldest = Assert.Single(rest.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal((1, name, "aluksi", "escalation"), (oldest.GetProperty("version").GetInt64(), oldest.GetProperty("author").GetString(), oldest.GetProperty("comment").GetString(), oldest.GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, rest.RootElement.GetProperty("next").ValueKind);
        using var all = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/config/history"));
        Assert.Equal([3, 2, 1], all.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("version").GetInt64()));
        administrator.Dispose();
    }

    [Fact]
    public async Task Put_over_a_change_that_was_not_seen_is_409_with_what_is_there_now()
    {
        await AssertPutAsync(await PutAsync(_host.Client, Ladders + "?expectedVersion=0", "ladders: {default: []}"), 1, changed: true);
        var problem = await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders + "?expectedVersion=0", "ladders: {default: [{ at: 50%, notify: assignee }]}"), 409, "stale");
        Assert.Equal(("escalation", 1, "ladders: {default: []}"), (problem.GetProperty("current").GetProperty("kind").GetString(),
            problem.GetProperty("current").GetProperty("version").GetInt64(), problem.GetProperty("current").GetProperty("document").GetString()));
        await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders, "ladders: {}", ifMatch: "\"0\""), 409, "stale");
        await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders + "?expectedVersion=9", "ladders: {}"), 409, "stale");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders + "?expectedVersion=one", "ladders: {}"), 400, "invalid-request"), "expectedVersion");

        // Another document's change is none of this one's.
        await AssertPutAsync(await PutAsync(_host.Client, Policies, "policies: []", ifMatch: "\"0\""), 2, changed: true);
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, "ladders: {}", ifMatch: "\"1\""), 3, changed: true);
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, "ladders: {a: []}", ifMatch: "*"), 4, changed: true);
    }

    [Fact]
    public async Task Put_of_the_same_document_by_many_at_once_is_won_by_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => PutAsync(_host.Client, Ladders + "?expectedVersion=0", $"ladders: {{ default: [], l{i}: [] }}")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        using var history = await ApiHost.ReadAsync(await _host.Client.GetAsync(Ladders + "/history"));
        Assert.Equal(1, history.RootElement.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("escalation", "ladders: { default: [{ at: 101%, notify: assignee }] }", "ladders.default[0].at", "must be a number of 1..100", "on oltava luku väliltä 1..100")]
    [InlineData("escalation", "ladders: { default: [{ at: breach, notify: pekka }] }", "ladders.default[0].notify", "There is no agent pekka in routing, and nobody signs in by that name", "Käsittelijää pekka ei ole (routing), eikä kukaan kirjaudu tällä nimellä")]
    [InlineData("escalation", "ladders: {}", "response-times: policies[0].escalation", "There is no ladder default in escalation", "Tikkaita default ei ole (escalation)")]
    [InlineData("escalation", "ladders: { default", "", "Not YAML: 2:1 ", "Tämä ei ole YAMLia: 2:1 ")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: 2h, resolution: 1h }]", "policies[0].resolution", "is shorter than the time for an answer (priority low)", "on lyhyempi kuin vastaamisen aika (kiireellisyys low)")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: 2h, calendar: kesä }]", "policies[0].calendar", "There is no calendar kesä", "Kalenteria kesä ei ole")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: 2h, warnAt: 100 }]", "policies[0].warnAt", "must be a number of 1..99", "on oltava luku väliltä 1..99")]
    [InlineData("calendars", "calendars: { office: { zone: Europe/Hki, week: { monday: 08:00-16:00 } } }", "calendars.office.zone", "is not a time zone such as Europe/Helsinki", "ei ole aikavyöhyke, kuten Europe/Helsinki")]
    [InlineData("calendars", "calendars: { office: { week: { monday: 08:00-16:00 }, ics: x } }", "calendars.office.ics", "Line 1: there is no BEGIN:VCALENDAR", "Rivi 1: BEGIN:VCALENDAR puuttuu")]
    public async Task Put_of_a_wrong_document_is_400_with_its_faults_and_stores_nothing(string kind, string text, string field, string english, string finnish)
    {
        var problem = await ApiHost.ProblemAsync(await PutAsync(_host.Client, $"api/config/{kind}", text), 400, "invalid-document");
        Assert.StartsWith(english, ApiHost.ErrorOf(problem, field), StringComparison.Ordinal);
        using var finn = _host.NewClient(ApiHost.ServiceKey);
        finn.DefaultRequestHeaders.Add("Accept-Language", "fi");
        Assert.StartsWith(finnish, ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PutAsync(finn, $"api/config/{kind}", text), 400, "invalid-document"), field), StringComparison.Ordinal);

        using var check = await ApiHost.ReadAsync(await finn.PostAsync($"api/config/{kind}/check", Yaml(text)));
        Assert.False(check.RootElement.GetProperty("ok").GetBoolean());
        Assert.Contains(check.RootElement.GetProperty("faults").EnumerateArray(), f => f.GetProperty("field").GetString() == field && f.GetProperty("text").GetString()!.StartsWith(finnish, StringComparison.Ordinal));

        using var all = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/config"));
        Assert.Equal(0, all.RootElement.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Check_of_a_sound_document_says_so_and_stores_nothing()
    {
        using var check = await ApiHost.ReadAsync(await _host.Client.PostAsync(Ladders + "/check", Yaml("ladders: { default: [] }")));
        Assert.Equal("""{"ok":true,"faults":[]}""", check.RootElement.GetRawText());
        Assert.Equal(DocumentKinds.DefaultOf("escalation"), await _host.Client.GetStringAsync(Ladders));
    }

    [Fact]
    public async Task Person_who_signs_in_is_an_agent_that_documents_may_name()
    {
        var (client, name) = await _host.SignInAsync("agent");
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, $"ladders: {{ default: [{{ at: breach, notify: {name} }}] }}"), 1, changed: true);
        client.Dispose();
    }

    [Fact]
    public async Task Revert_puts_the_old_text_as_a_new_version()
    {
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, "ladders: { default: [] } # 1"), 1, changed: true);
        await AssertPutAsync(await PutAsync(_host.Client, Ladders, "ladders: { default: [] } # 2"), 2, changed: true);
        await AssertPutAsync(await _host.Client.PostAsync(Ladders + "/revert", ApiHost.Json("""{"version":1}""")), 3, changed: true);
        Assert.Equal("ladders: { default: [] } # 1", await _host.Client.GetStringAsync(Ladders));
        await AssertPutAsync(await _host.Client.PostAsync(Ladders + "/revert", ApiHost.Json("""{"version":0,"expectedVersion":3,"comment":"alkuun"}""")), 4, changed: true);
        Assert.Equal(DocumentKinds.DefaultOf("escalation"), await _host.Client.GetStringAsync(Ladders));
        using var history = await ApiHost.ReadAsync(await _host.Client.GetAsync(Ladders + "/history"));
        Assert.Equal(["alkuun", "= 1"], history.RootElement.GetProperty("items").EnumerateArray().Take(2).Select(i => i.GetProperty("comment").GetString()));

        await ApiHost.ProblemAsync(await _host.Client.PostAsync(Ladders + "/revert", ApiHost.Json("""{"version":2,"expectedVersion":3}""")), 409, "stale");
        await ApiHost.ProblemAsync(await _host.Client.PostAsync(Ladders + "/revert", ApiHost.Json("""{"version":99}""")), 404, "not-found");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.PostAsync(Ladders + "/revert", ApiHost.Json("{}")), 400, "invalid-request"), "version");
    }

    [Theory]
    [InlineData("agent", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("supervisor", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("administrator", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Everybody_who_signs_in_reads_and_administrators_write(string role, HttpStatusCode reads, HttpStatusCode writes)
    {
        var (client, _) = await _host.SignInAsync(role);
        foreach (var path in new[] { "api/config", Ladders, Ladders + "/history", Ladders + "/schema", "api/config/history" }) Assert.Equal(reads, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(reads, (await client.PostAsync(Ladders + "/check", Yaml("ladders: {}"))).StatusCode);
        Assert.Equal(writes, (await PutAsync(client, Ladders, "ladders: { default: [] }")).StatusCode);
        Assert.Equal(writes, (await client.PostAsync(Ladders + "/revert", ApiHost.Json("""{"version":0}"""))).StatusCode);
        client.Dispose();
    }

    [Theory]
    [InlineData("configure", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("read", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("ingest", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Key_reads_and_writes_by_its_scopes(string scope, HttpStatusCode reads, HttpStatusCode writes)
    {
        using var made = await ApiHost.ReadAsync(await _host.Client.PostAsync("api/keys", ApiHost.Json($$"""{"name":"a","scopes":["{{scope}}"]}""")));
        using var client = _host.NewClient(made.RootElement.GetProperty("secret").GetString());
        Assert.Equal(reads, (await client.GetAsync(Ladders)).StatusCode);
        Assert.Equal(writes, (await PutAsync(client, Ladders, "ladders: { default: [] }")).StatusCode);
        using var nobody = _host.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Ladders)).StatusCode);
    }

    [Fact]
    public async Task Body_that_is_no_text_is_refused()
    {
        await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders, "ladders: {}", "image/png"), 415, "unsupported-media-type");
        var latin = new ByteArrayContent([(byte)'#', 0xE4]) { Headers = { ContentType = new("application/yaml") } };
        await ApiHost.ProblemAsync(await _host.Client.PutAsync(Ladders, latin), 400, "invalid-utf8");
        await ApiHost.ProblemAsync(await PutAsync(_host.Client, Ladders, new string('#', 1_100_000)), 413, "body-too-large");
    }

    [Fact]
    public async Task Configuration_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("crm-config-").FullName;
        var first = ApiHost.In(folder);
        await first.InitializeAsync();
        await AssertPutAsync(await PutAsync(first.Client, Ladders, "ladders: { default: [] } # kept"), 1, changed: true);
        await first.DisposeAsync();
        var second = ApiHost.In(folder);
        await second.InitializeAsync();
        Assert.Equal("ladders: { default: [] } # kept", await second.Client.GetStringAsync(Ladders));
        await second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AssertPutAsync(HttpResponseMessage response, long version, bool changed)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        Assert.Equal($"\"{version}\"", response.Headers.ETag!.Tag);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal((version, changed), (answer.RootElement.GetProperty("version").GetInt64(), answer.RootElement.GetProperty("changed").GetBoolean()));
    }

    private static StringContent Yaml(string text, string type = "application/yaml") => new(text, Encoding.UTF8, new MediaTypeHeaderValue(type));

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string text, string type = "application/yaml", string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative)) { Content = Yaml(text, type) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }
}
