using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Rules;

/// <summary>On a service of its own: what it configures holds for everybody.</summary>
public sealed class DecisionsTests : IAsyncLifetime
{
    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Decisions_tell_what_was_looked_at_what_failed_and_what_was_done_by_the_rules_of_that_time()
    {
        await PutAsync("ladders: { default: [] }", "escalation");
        await PutAsync("""
            rules:
              - id: laukku
                name: Kadonneet laukut
                when: received
                if: { text: { words: laukku* }, not: { tags: vip } }
                then: { priority: high, addTags: laukku, shouldKnow: role:supervisor }
              - { id: posti, when: received, if: { channel: email }, then: { priority: low } }
            """);
        var (_, conversation, _) = await _host.SayAsync("@decided", "Missä LAUKKUNI on?");
        await PutAsync("rules: []");
        await _host.SayAsync("@decided", "Hei?");

        var items = await DecisionsAsync(conversation, "fi");
        items = [.. items.Where(static i => i.GetProperty("kind").GetString() == "message")];
        Assert.Equal(2, items.Length);
        var first = items[0];
        Assert.Equal(("message", 2, true, false), (first.GetProperty("kind").GetString(), first.GetProperty("configuration").GetInt64(), first.GetProperty("agrees").GetBoolean(), first.GetProperty("erased").GetBoolean()));
        var rules = first.GetProperty("rules").EnumerateArray().ToArray();
        Assert.Equal(("laukku", true, "Ehto täyttyy"), (rules[0].GetProperty("id").GetString(), rules[0].GetProperty("acted").GetBoolean(), rules[0].GetProperty("text").GetString()));
        Assert.Equal("laukku*", rules[0].GetProperty("why").GetProperty("parts")[0].GetProperty("parts")[0].GetProperty("saw").GetString());
        Assert.Equal(("posti", false, "kanava: x; tarvittiin: email"), (rules[1].GetProperty("id").GetString(), rules[1].GetProperty("acted").GetBoolean(), rules[1].GetProperty("text").GetString()));
        Assert.Equal("social", Assert.Single(first.GetProperty("policies").EnumerateArray()).GetProperty("id").GetString());
        Assert.Contains("Tunnisteet ovat nyt laukku", first.GetProperty("done").EnumerateArray().Select(static d => d.GetProperty("text").GetString()));
        Assert.Empty(items[1].GetProperty("rules").EnumerateArray());
        Assert.Equal(3, items[1].GetProperty("configuration").GetInt64());

        var clock = items[0].GetProperty("done").EnumerateArray().First(static d => d.GetProperty("type").GetString() == "response.clock-started").GetProperty("clock");
        Assert.Equal(("first-response", "social", "office", true), (clock.GetProperty("kind").GetString(), clock.GetProperty("policy").GetString(), clock.GetProperty("calendar").GetString(), clock.GetProperty("running").GetBoolean()));
        Assert.Equal(3_600_000, clock.GetProperty("targetMs").GetInt64());
        Assert.Equal(JsonValueKind.String, clock.GetProperty("dueAt").ValueKind);

        Assert.Equal("channel: x; needed: email", (await DecisionsAsync(conversation, "en"))[0].GetProperty("rules")[1].GetProperty("text").GetString());
        using var view = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/conversations/{conversation}"));
        Assert.Equal(("high", "laukku"), (view.RootElement.GetProperty("priority").GetString(), view.RootElement.GetProperty("tags")[0].GetString()));
    }

    [Fact]
    public async Task Reply_waits_for_the_approval_that_a_rule_asks_for()
    {
        await PutAsync("rules: [{ id: raha, when: received, then: { approval: role:supervisor } }]");
        var (_, conversation, _) = await _host.SayAsync("@compensated", "Haluan korvauksen");
        var (agent, _) = await _host.SignInAsync("agent");
        using var _1 = agent;
        Task<HttpResponseMessage> Say(HttpClient by, string act, string body) => by.PostAsync($"api/conversations/{conversation}/{act}", ApiHost.Json(body));

        var held = await ApiHost.ProblemAsync(await Say(agent, "replies", """{"text":"Saat 50 euroa"}"""), 409, "approval-needed");
        Assert.Equal("raha", held.GetProperty("current").GetProperty("approval").GetProperty("rule").GetString());
        await ApiHost.ProblemAsync(await Say(agent, "approval", """{"granted":true}"""), 403, "needs-supervisor");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await Say(_host.Client, "approval", "{}"), 400, "invalid-request"), "granted");

        using var granted = await ApiHost.ReadAsync(await Say(_host.Client, "approval", """{"granted":true,"note":"Sopii"}"""));
        Assert.Equal("granted", granted.RootElement.GetProperty("approval").GetProperty("state").GetString());
        using var answered = await ApiHost.ReadAsync(await Say(agent, "replies", """{"text":"Saat 50 euroa"}"""));
        Assert.Equal(JsonValueKind.Null, answered.RootElement.GetProperty("approval").ValueKind);
        await ApiHost.ProblemAsync(await Say(_host.Client, "approval", """{"granted":true}"""), 409, "no-approval-asked");
        var done = (await DecisionsAsync(conversation, "en")).SelectMany(static i => i.GetProperty("done").EnumerateArray()).Select(static d => d.GetProperty("text").GetString());
        Assert.Contains("Approval asked of role:supervisor", done);
    }

    [Fact]
    public async Task Decisions_page_and_tell_of_acts()
    {
        await PutAsync("policies: []", "response-times");
        await PutAsync("rules: [{ id: oma, when: assigned, if: { assignee: none }, then: { priority: high } }]");
        var (_, conversation, _) = await _host.SayAsync("@paged");
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.PostAsync($"api/conversations/{conversation}/claim", ApiHost.Json("{}"))).StatusCode);

        using var page = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/conversations/{conversation}/decisions?limit=1"));
        Assert.Single(page.RootElement.GetProperty("items").EnumerateArray());
        using var rest = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/conversations/{conversation}/decisions?cursor={page.RootElement.GetProperty("next").GetString()}"));
        var act = Assert.Single(rest.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("act", 2), (act.GetProperty("kind").GetString(), act.GetProperty("configuration").GetInt64()));
        Assert.False(act.GetProperty("rules")[0].GetProperty("acted").GetBoolean());
        Assert.Equal("assigned", act.GetProperty("rules")[0].GetProperty("when")[0].GetString());
        Assert.Equal(JsonValueKind.Null, rest.RootElement.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("cursor=x", "cursor")]
    [InlineData("cursor=-1", "cursor")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=51", "limit")]
    [InlineData("before=1", "before")]
    public async Task Decisions_with_a_bad_query_are_400(string query, string field)
    {
        var (_, conversation, _) = await _host.SayAsync();
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync($"api/conversations/{conversation}/decisions?{query}"), 400, "invalid-request"), field);
    }

    [Fact]
    public async Task Decisions_of_no_conversation_are_404_or_400()
    {
        await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/conversations/cnv_0123456789abcdef0123456789abcdef/decisions"), 404, "not-found");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/conversations/x/decisions"), 400, "invalid-request"), "id");
    }

    [Fact]
    public async Task Trial_counts_what_would_be_different_and_changes_nothing()
    {
        await PutAsync("policies: []", "response-times");
        await PutAsync("rules: [{ id: vanha, when: received, then: { addTags: vanha } }]");
        foreach (var text in (string[])["lento peruttu", "lento myöhässä", "kiitos"]) await _host.SayAsync(text: text);
        var before = await _host.Client.GetStringAsync("api/conversations");

        var started = await TryAsync("""{"rules":"rules: [{ id: uusi, when: received, if: { text: { words: lento } }, then: { addTags: lento, mustReact: role:supervisor } }]","from":"2026-01-01T00:00:00Z"}""");
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var report = await EndOfAsync(started.Headers.Location!);

        Assert.Equal(("done", 3, 3, 3, 3), (report.GetProperty("state").GetString(), report.GetProperty("total").GetInt64(), report.GetProperty("conversations").GetInt64(),
            report.GetProperty("messages").GetInt64(), report.GetProperty("different").GetInt64()));
        var figures = report.GetProperty("figures").EnumerateArray().ToDictionary(static f => f.GetProperty("name").GetString()!, static f => (f.GetProperty("now").GetInt64(), f.GetProperty("changed").GetInt64()));
        Assert.Equal((3, 0), figures["rule:vanha"]);
        Assert.Equal((0, 2), figures["rule:uusi"]);
        Assert.Equal((0, 2), figures["must-react"]);
        Assert.Contains(report.GetProperty("samples").EnumerateArray().SelectMany(static s => s.GetProperty("differences").EnumerateArray()),
            static d => d.GetProperty("what").GetString() == "tags" && d.GetProperty("now").GetString() == "vanha" && d.GetProperty("changed").GetString() == "lento");
        Assert.Equal(before, await _host.Client.GetStringAsync("api/conversations"));
        Assert.Equal("rules: [{ id: vanha, when: received, then: { addTags: vanha } }]", await _host.Client.GetStringAsync("api/config/rules"));

        Assert.Equal(HttpStatusCode.NoContent, (await _host.Client.DeleteAsync(started.Headers.Location)).StatusCode);
        Assert.Equal("done", (await EndOfAsync(started.Headers.Location!)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Trial_of_promises_and_the_rule_that_chooses_them_counts_breaches()
    {
        await _host.SayAsync(text: "vip");
        var started = await TryAsync($$"""
            {"rules":"rules: [{ id: a, when: received, then: { policy: nopea } }]","responseTimes":"policies: [{ id: nopea, firstResponse: 1s }]",
             "from":"2026-01-01T00:00:00Z","to":"{{ApiHost.TextOf(TimeProvider.System.GetUtcNow())}}"}
            """);
        var report = await EndOfAsync(started.Headers.Location!);
        var breached = report.GetProperty("figures").EnumerateArray().Single(static f => f.GetProperty("name").GetString() == "breached");
        Assert.Equal((0, 1), (breached.GetProperty("now").GetInt64(), breached.GetProperty("changed").GetInt64()));
    }

    [Theory]
    [InlineData("""{"from":"2026-01-01T00:00:00Z"}""", "rules")]
    [InlineData("""{"rules":"rules: []"}""", "from")]
    [InlineData("""{"rules":"rules: []","from":"yesterday"}""", "from")]
    [InlineData("""{"rules":7,"from":"2026-01-01T00:00:00Z"}""", "rules")]
    [InlineData("""{"rules":"rules: []","from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"}""", "to")]
    [InlineData("""{"rules":"rules: []","from":"2026-01-01T00:00:00Z","speed":"fast"}""", "speed")]
    public async Task Trial_of_a_bad_request_is_400(string body, string field) => ApiHost.ErrorOf(await ApiHost.ProblemAsync(await TryAsync(body), 400, "invalid-request"), field);

    [Fact]
    public async Task Trial_of_rules_that_cannot_be_is_400_and_of_an_unknown_id_404()
    {
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await TryAsync("""{"rules":"rules: [{ id: a, when: received, if: { text: { matches: '(?=a)' } }, then: { queue: gone } }]","from":"2026-01-01T00:00:00Z"}"""), 400, "invalid-document"), "rules[0].if.text.matches");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await TryAsync("""{"rules":"rules: [{ id: a, when: received, then: { queue: gone } }]","from":"2026-01-01T00:00:00Z"}"""), 400, "invalid-document"), "rules[0].then.queue");
        foreach (var id in (string[])["x", Guid.NewGuid().ToString("N")])
        {
            await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/rules/trial/" + id), 404, "not-found");
            await ApiHost.ProblemAsync(await _host.Client.DeleteAsync("api/rules/trial/" + id), 404, "not-found");
        }
    }

    private async Task<JsonElement[]> DecisionsAsync(string conversation, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/conversations/{conversation}/decisions");
        request.Headers.AcceptLanguage.ParseAdd(language);
        var response = await _host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var answer = await ApiHost.ReadAsync(response);
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(static i => i.Clone())];
    }

    private async Task PutAsync(string document, string kind = "rules")
    {
        var response = await _host.Client.PutAsync("api/config/" + kind, new StringContent(document, Encoding.UTF8, "application/yaml"));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> TryAsync(string body) => _host.Client.PostAsync("api/rules/trial", ApiHost.Json(body));

    /// <summary>Asked until it has ended; each answer takes its time, so that this is no busy loop.</summary>
    private async Task<JsonElement> EndOfAsync(Uri trial)
    {
        for (var asked = 0; asked < 10_000; asked++)
        {
            using var report = await ApiHost.ReadAsync(await _host.Client.GetAsync(trial));
            if (report.RootElement.GetProperty("state").GetString() != "running") return report.RootElement.Clone();
        }

        throw new TimeoutException("the trial doesn't end");
    }
}
