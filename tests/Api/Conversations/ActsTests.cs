using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Conversations;

[Collection(SharedHost.Name)]
public sealed class ActsTests(ApiHost host)
{
    private static async Task<JsonElement> DoneAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        using var view = JsonDocument.Parse(body);
        return view.RootElement.Clone();
    }

    private Task<HttpResponseMessage> ActAsync(string conversation, string act, string body, HttpClient? client = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/conversations/{conversation}/{act}") { Content = ApiHost.Json(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return (client ?? host.Client).SendAsync(request);
    }

    [Fact]
    public async Task Acts_change_the_conversation_and_its_customer()
    {
        var (customer, conversation, _) = await host.SayAsync();
        var (agent, name) = await host.SignInAsync("agent");
        Assert.Equal(name, (await DoneAsync(await agent.PostAsync($"api/conversations/{conversation}/claim", null))).GetProperty("assignee").GetString());
        Assert.Equal("urgent", (await DoneAsync(await ActAsync(conversation, "priority", """{"priority":"urgent"}""", agent))).GetProperty("priority").GetString());
        Assert.Equal(["a", "b"], (await DoneAsync(await ActAsync(conversation, "tags", """{"add":["b","a"]}""", agent))).GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        await DoneAsync(await ActAsync(conversation, "notes", """{"text":"Soitettu"}""", agent));
        var replied = await DoneAsync(await ActAsync(conversation, "replies", """{"text":"Hei Liisa"}""", agent));
        Assert.Equal(JsonValueKind.Null, replied.GetProperty("waitingSince").ValueKind);
        Assert.Equal("waiting", replied.GetProperty("status").GetString());
        var resolved = await DoneAsync(await ActAsync(conversation, "resolve", """{"note":"Kiitos"}""", agent));
        Assert.Equal("resolved", resolved.GetProperty("status").GetString());
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}"));
        Assert.Empty(view.RootElement.GetProperty("openConversations").EnumerateArray());
        Assert.Equal("waiting", (await DoneAsync(await ActAsync(conversation, "reopen", "{}", agent))).GetProperty("status").GetString());
        Assert.Equal("snoozed", (await DoneAsync(await ActAsync(conversation, "snooze", """{"until":"2099-01-01T00:00:00Z"}""", agent))).GetProperty("status").GetString());
        var handed = await DoneAsync(await ActAsync(conversation, "handover", """{"queue":"billing","note":"Lasku"}""", agent));
        Assert.Equal("billing", handed.GetProperty("queue").GetString());
        Assert.Equal(name, (await DoneAsync(await ActAsync(conversation, "assignment", $$"""{"assignee":"{{name}}"}"""))).GetProperty("assignee").GetString());
        agent.Dispose();
    }

    [Theory]
    [InlineData("replies", """{"txet":"Hei"}""", "txet")]
    [InlineData("replies", "{}", "text")]
    [InlineData("replies", """{"text":5}""", "text")]
    [InlineData("replies", """{"text":"a\u0000"}""", "text")]
    [InlineData("replies", """{"text":"a","attachments":[{"url":"nowhere"}]}""", "attachments[0].url")]
    [InlineData("replies", """{"text":"a","expectedVersion":"1"}""", "expectedVersion")]
    [InlineData("notes", """{"text":" "}""", "text")]
    [InlineData("claim", """{"who":"me"}""", "who")]
    [InlineData("assignment", "{}", "assignee")]
    [InlineData("assignment", """{"assignee":"nobody-here"}""", "assignee")]
    [InlineData("handover", """{"note":"x"}""", "assignee")]
    [InlineData("handover", """{"queue":"a"}""", "note")]
    [InlineData("snooze", "{}", "until")]
    [InlineData("snooze", """{"until":"tomorrow"}""", "until")]
    [InlineData("snooze", """{"until":"2001-01-01T00:00:00Z"}""", "until")]
    [InlineData("resolve", """{"note":7}""", "note")]
    [InlineData("priority", """{"priority":"highest"}""", "priority")]
    [InlineData("tags", "{}", "add")]
    [InlineData("tags", """{"add":["a,b"]}""", "add[0]")]
    [InlineData("tags", """{"remove":[1]}""", "remove[0]")]
    public async Task Act_wrong_body_names_the_member_and_changes_nothing(string act, string body, string field)
    {
        var (_, conversation, _) = await host.SayAsync();
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await ActAsync(conversation, act, body), 400, "invalid-request"), field);
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations/{conversation}"));
        Assert.Equal(1, view.RootElement.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Act_malformed_or_foreign_body_is_refused()
    {
        var (_, conversation, _) = await host.SayAsync();
        await ApiHost.ProblemAsync(await ActAsync(conversation, "replies", "{\"text\":"), 400, "malformed-json");
        await ApiHost.ProblemAsync(await ActAsync(conversation, "replies", "[]"), 400, "invalid-request");
        using var form = new FormUrlEncodedContent([new("text", "Hei")]);
        await ApiHost.ProblemAsync(await host.Client.PostAsync($"api/conversations/{conversation}/replies", form), 415, "unsupported-media-type");
    }

    [Fact]
    public async Task Act_on_an_unknown_conversation_is_404() =>
        await ApiHost.ProblemAsync(await ActAsync("cnv_0123456789abcdef0123456789abcdef", "claim", "{}"), 404, "not-found");

    [Fact]
    public async Task Act_stale_version_is_409_with_the_state_now()
    {
        var (_, conversation, _) = await host.SayAsync();
        var problem = await ApiHost.ProblemAsync(await ActAsync(conversation, "priority", """{"priority":"high","expectedVersion":99}"""), 409, "stale");
        Assert.Equal(1, problem.GetProperty("current").GetProperty("version").GetInt64());
        Assert.Equal("normal", problem.GetProperty("current").GetProperty("priority").GetString());
    }

    [Fact]
    public async Task Act_repeated_with_its_key_is_done_once()
    {
        var (_, conversation, _) = await host.SayAsync();
        var key = host.NewId();
        var first = await DoneAsync(await ActAsync(conversation, "replies", """{"text":"Hei"}""", key: key));
        var again = await DoneAsync(await ActAsync(conversation, "replies", """{"text":"Hei"}""", key: key));
        Assert.Equal(first.GetProperty("interactions").GetInt64(), again.GetProperty("interactions").GetInt64());
        await ApiHost.ProblemAsync(await ActAsync(conversation, "replies", """{"text":"Toinen"}""", key: key), 422, "key-reused");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await ActAsync(conversation, "replies", """{"text":"Hei"}""", key: new string('k', 256)), 400, "invalid-request"), "Idempotency-Key");
    }

    [Fact]
    public async Task Act_key_of_another_principal_is_another_key()
    {
        var (_, conversation, _) = await host.SayAsync();
        var (agent, _) = await host.SignInAsync("agent");
        var key = host.NewId();
        await DoneAsync(await ActAsync(conversation, "notes", """{"text":"one"}""", key: key));
        var both = await DoneAsync(await ActAsync(conversation, "notes", """{"text":"two"}""", agent, key));
        Assert.Equal(3, both.GetProperty("interactions").GetInt64());
        agent.Dispose();
    }

    [Fact]
    public async Task Claim_of_what_another_has_is_409_for_agents_only()
    {
        var (_, conversation, _) = await host.SayAsync();
        var (first, owner) = await host.SignInAsync("agent");
        var (second, _) = await host.SignInAsync("agent");
        await DoneAsync(await ActAsync(conversation, "claim", "{}", first));
        var problem = await ApiHost.ProblemAsync(await ActAsync(conversation, "claim", "{}", second), 409, "taken-by-another");
        Assert.Equal(owner, problem.GetProperty("current").GetProperty("assignee").GetString());
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Assignment_to_another_needs_a_supervisor()
    {
        var (_, conversation, _) = await host.SayAsync();
        var (agent, name) = await host.SignInAsync("agent");
        var (other, _) = await host.SignInAsync("agent");
        var (supervisor, _) = await host.SignInAsync("supervisor");
        await ApiHost.ProblemAsync(await ActAsync(conversation, "assignment", $$"""{"assignee":"{{name}}"}""", other), 403, "needs-supervisor");
        await DoneAsync(await ActAsync(conversation, "assignment", $$"""{"assignee":"{{name}}"}""", supervisor));
        agent.Dispose();
        other.Dispose();
        supervisor.Dispose();
    }
}
