using System.Text;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Routing;

/// <summary>On a host of its own: what is configured here is nobody else's business.</summary>
public sealed class RoutingApiTests : IAsyncLifetime
{
    private readonly ApiHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Without_a_document_there_is_the_inbox_and_everybody_who_signs_in()
    {
        var (agent, name) = await _host.SignInAsync("agent");
        var (_, conversation, _) = await _host.SayAsync();

        var queue = Assert.Single(await ItemsAsync("api/queues"));
        Assert.Equal(("inbox", 1, 1, 1, false), (Text(queue, "name"), Number(queue, "open"), Number(queue, "waiting"), Number(queue, "unassigned"), queue.GetProperty("autoAssign").GetBoolean()));
        Assert.NotEqual(JsonValueKind.Null, queue.GetProperty("oldestWaitingSince").ValueKind);
        Assert.Empty(await ItemsAsync("api/teams"));
        var one = (await ItemsAsync("api/agents")).Single(a => Text(a, "name") == name);
        Assert.Equal(("off", 0, 10, "agent"), (Text(one, "presence"), Number(one, "load"), Number(one, "capacity"), Text(one, "role")));
        using var moved = await PostAsync(conversation, "handover", """{"queue":"whatever","note":"x"}""");
        Assert.True(moved.IsSuccessStatusCode);
        Assert.Equal(["inbox", "whatever"], (await ItemsAsync("api/queues")).Select(q => Text(q, "name")));
        agent.Dispose();
    }

    [Fact]
    public async Task With_a_document_unknown_agents_and_queues_are_refused_by_their_field()
    {
        var (agent, name) = await _host.SignInAsync("agent");
        var (other, outsider) = await _host.SignInAsync("agent");
        await PutAsync($$"""
            queues: { laskut: { name: { fi: Laskut, en: Billing } } }
            teams: { tuki: { members: [{{name}}] } }
            agents: { {{name}}: { skills: [laskut], languages: [fi], capacity: 2 } }
            """);
        var (_, conversation, _) = await _host.SayAsync();

        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PostAsync(conversation, "assignment", $$"""{"assignee":"{{outsider}}"}"""), 400, "invalid-request"), "assignee");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PostAsync(conversation, "handover", $$"""{"assignee":"{{outsider}}","note":"x"}"""), 400, "invalid-request"), "assignee");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PostAsync(conversation, "handover", """{"queue":"nowhere","note":"x"}"""), 400, "invalid-request"), "queue");
        using var moved = await PostAsync(conversation, "handover", """{"queue":"laskut","note":"x"}""");
        using var given = await PostAsync(conversation, "assignment", $$"""{"assignee":"{{name}}"}""");
        Assert.True(moved.IsSuccessStatusCode && given.IsSuccessStatusCode);

        Assert.Equal(["laskut", "inbox"], (await ItemsAsync("api/queues")).Select(q => Text(q, "name")));
        Assert.Equal("Billing", (await ItemsAsync("api/queues"))[0].GetProperty("title").GetProperty("en").GetString());
        Assert.Equal(name, Assert.Single(await ItemsAsync("api/teams")).GetProperty("members")[0].GetString());
        var one = Assert.Single(await ItemsAsync("api/agents"));
        Assert.Equal((name, 2, "tuki"), (Text(one, "name"), Number(one, "capacity"), one.GetProperty("teams")[0].GetString()));
        agent.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Presence_is_said_by_people_for_themselves()
    {
        var (agent, name) = await _host.SignInAsync("agent");

        using var said = await ApiHost.ReadAsync(await agent.PutAsync("api/agents/me/presence", Json("""{"presence":"online"}""")));
        Assert.Equal((name, "online"), (Text(said.RootElement, "agent"), Text(said.RootElement, "presence")));
        Assert.Equal("online", Text((await ItemsAsync("api/agents")).Single(a => Text(a, "name") == name), "presence"));
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.PutAsync("api/agents/me/presence", Json("""{"presence":"busy"}""")), 400, "invalid-request"), "presence");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await agent.PutAsync("api/agents/me/presence", Json("{}")), 400, "invalid-request"), "presence");
        await ApiHost.ProblemAsync(await _host.Client.PutAsync("api/agents/me/presence", Json("""{"presence":"online"}""")), 403, "needs-person");
        agent.Dispose();
    }

    [Fact]
    public async Task Online_agents_get_what_comes_in_and_a_late_claim_is_told_who_won()
    {
        var (agent, name) = await _host.SignInAsync("agent");
        var (late, _) = await _host.SignInAsync("agent");
        await PutAsync("queues: { inbox: { autoAssign: yes } }");
        using var said = await agent.PutAsync("api/agents/me/presence", Json("""{"presence":"online"}"""));
        var (_, conversation, _) = await _host.SayAsync();

        await TestKit.Waiting.ForAsync("the agent has it", TimeSpan.FromSeconds(60), async () =>
        {
            using var view = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/conversations/{conversation}"));
            return view.RootElement.GetProperty("assignee").GetString() == name;
        });
        using var lost = await late.PostAsync($"api/conversations/{conversation}/claim", Json("""{"expectedVersion":1}"""));
        var problem = await ApiHost.ProblemAsync(lost, 409, "taken-by-another");
        Assert.Equal(name, problem.GetProperty("current").GetProperty("assignee").GetString());
        agent.Dispose();
        late.Dispose();
    }

    private Task<HttpResponseMessage> PostAsync(string conversation, string act, string body) => _host.Client.PostAsync($"api/conversations/{conversation}/{act}", Json(body));

    private async Task PutAsync(string routing)
    {
        using var content = new StringContent(routing, Encoding.UTF8, "application/yaml");
        using var answer = await _host.Client.PutAsync("api/config/routing", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<List<JsonElement>> ItemsAsync(string address)
    {
        using var answer = await ApiHost.ReadAsync(await _host.Client.GetAsync(address));
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(static e => e.Clone())];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
