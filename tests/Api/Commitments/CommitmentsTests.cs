using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Commitments;

[Collection(SharedHost.Name)]
public sealed class CommitmentsTests(ApiHost host)
{
    private const string Due = "2099-01-01T10:00:00Z";

    [Fact]
    public async Task Promises_are_made_listed_and_settled()
    {
        var (_, conversation, _) = await host.SayAsync();
        var (agent, name) = await host.SignInAsync("agent");
        using var made = await ApiHost.ReadAsync(await agent.PostAsync($"api/conversations/{conversation}/commitments", ApiHost.Json($$"""{"text":"Soitan sinulle","due":"{{Due}}"}""")));
        var commitment = made.RootElement.GetProperty("commitments")[0];
        Assert.Equal((1, name, "open"), (commitment.GetProperty("number").GetInt32(), commitment.GetProperty("owner").GetString(), commitment.GetProperty("state").GetString()));
        Assert.Contains("commitment", made.RootElement.GetProperty("deadlines").EnumerateArray().Select(static d => d.GetProperty("kind").GetString()));
        await agent.PostAsync($"api/conversations/{conversation}/commitments", ApiHost.Json($$"""{"text":"Lähetän kuitin","due":"{{Due}}"}"""));

        using var first = await ApiHost.ReadAsync(await agent.GetAsync($"api/commitments?owner={name}&state=open&limit=1"));
        Assert.Equal("Soitan sinulle", first.RootElement.GetProperty("items")[0].GetProperty("text").GetString());
        using var second = await ApiHost.ReadAsync(await agent.GetAsync($"api/commitments?owner={name}&state=open&limit=1&cursor={first.RootElement.GetProperty("next").GetString()}"));
        Assert.Equal(2, second.RootElement.GetProperty("items")[0].GetProperty("number").GetInt32());

        Assert.Equal(HttpStatusCode.OK, (await agent.PostAsync($"api/conversations/{conversation}/commitments/keep", ApiHost.Json("""{"number":1}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await agent.PostAsync($"api/conversations/{conversation}/commitments/break", ApiHost.Json("""{"number":2,"reason":"kuittia ei ole"}"""))).StatusCode);
        using var all = await ApiHost.ReadAsync(await agent.GetAsync($"api/commitments?conversation={conversation}"));
        Assert.Equal(["kept", "broken"], all.RootElement.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("state").GetString()));
        agent.Dispose();
    }

    [Fact]
    public async Task Promises_to_a_customer_are_listed_over_resolved_conversations_page_by_page()
    {
        var handle = "@" + host.NewId();
        var (customer, first, _) = await host.SayAsync(handle);
        using var receipt = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(host.NewId(), handle, extra: ""","thread":"booking" """))));
        var second = receipt.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString()!;
        var (agent, _) = await host.SignInAsync("agent");
        await MakeAsync(first, "Soitan", "2099-01-01T10:00:00Z");
        await MakeAsync(second, "Lähetän kuitin", "2099-01-02T10:00:00Z");
        await MakeAsync(first, "Hyvitän", "2099-01-03T10:00:00Z");
        await MakeAsync((await host.SayAsync()).Conversation, "Toiselle", "2099-01-02T12:00:00Z");
        await DoneAsync($"api/conversations/{first}/commitments/keep", """{"number":1}""");
        await DoneAsync($"api/conversations/{first}/commitments/break", """{"number":2}""");
        await DoneAsync($"api/conversations/{first}/resolve", "{}");

        Assert.Equal(["Soitan kept", "Lähetän kuitin open", "Hyvitän broken"], await ListedAsync(""));
        Assert.Equal(["Hyvitän broken", "Lähetän kuitin open", "Soitan kept"], await ListedAsync("&order=latest"));
        using var page = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/commitments?customer={customer}&limit=2"));
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.GetAsync($"api/commitments?order=latest&cursor={page.RootElement.GetProperty("next").GetString()}"), 400, "invalid-request"), "cursor");

        agent.Dispose();

        Task MakeAsync(string conversation, string text, string due) => DoneAsync($"api/conversations/{conversation}/commitments", $$"""{"text":"{{text}}","due":"{{due}}"}""");

        async Task DoneAsync(string path, string body) => Assert.Equal(HttpStatusCode.OK, (await agent.PostAsync(path, ApiHost.Json(body))).StatusCode);

        async Task<List<string>> ListedAsync(string order)
        {
            List<string> listed = [];
            string? cursor = null;
            do
            {
                using var answer = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/commitments?customer={customer}&limit=1{order}{(cursor is null ? "" : "&cursor=" + cursor)}"));
                listed.AddRange(answer.RootElement.GetProperty("items").EnumerateArray().Select(c => $"{c.GetProperty("text").GetString()} {c.GetProperty("state").GetString()}"));
                cursor = answer.RootElement.GetProperty("next").GetString();
            }
            while (cursor is not null);

            return listed;
        }
    }

    [Theory]
    [InlineData("commitments", """{"due":"2099-01-01T10:00:00Z"}""", "text")]
    [InlineData("commitments", """{"text":"a"}""", "due")]
    [InlineData("commitments", """{"text":"a","due":"2001-01-01T10:00:00Z"}""", "due")]
    [InlineData("commitments", """{"text":"a","due":"tomorrow"}""", "due")]
    [InlineData("commitments", """{"text":"a","due":"2099-01-01T10:00:00Z","owner":"nobody-here"}""", "owner")]
    [InlineData("commitments", """{"text":"a","due":"2099-01-01T10:00:00Z","who":"me"}""", "who")]
    [InlineData("commitments/keep", "{}", "number")]
    [InlineData("commitments/keep", """{"number":"1"}""", "number")]
    [InlineData("commitments/keep", """{"number":0}""", "number")]
    [InlineData("commitments/cancel", """{"number":7}""", "number")]
    [InlineData("abuse", """{"reason":"a"}""", "step")]
    [InlineData("abuse", """{"step":"shout","reason":"a"}""", "step")]
    [InlineData("abuse", """{"step":"warn"}""", "reason")]
    [InlineData("abuse", """{"step":"block","until":"2099-01-01T10:00:00Z","reason":"a"}""", "until")]
    [InlineData("abuse", """{"step":"mute","until":"2001-01-01T10:00:00Z","reason":"a"}""", "until")]
    [InlineData("claim-status", """{"status":"true","reason":"a"}""", "status")]
    [InlineData("claim-status", """{"status":"justified"}""", "reason")]
    public async Task Wrong_bodies_are_named_and_change_nothing(string act, string body, string field)
    {
        var (_, conversation, _) = await host.SayAsync();
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.PostAsync($"api/conversations/{conversation}/{act}", ApiHost.Json(body)), 400, "invalid-request"), field);
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations/{conversation}"));
        Assert.Equal(1, view.RootElement.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("api/commitments?state=done", "state")]
    [InlineData("api/commitments?conversation=cnv_1", "conversation")]
    [InlineData("api/commitments?cursor=abc", "cursor")]
    [InlineData("api/commitments?customer=cus_1", "customer")]
    [InlineData("api/commitments?order=newest", "order")]
    [InlineData("api/commitments?limit=0", "limit")]
    [InlineData("api/commitments?mine=true", "mine")]
    [InlineData("api/unanswered?cursor=abc", "cursor")]
    [InlineData("api/unanswered?limit=201", "limit")]
    [InlineData("api/conversations?silenced=maybe", "silenced")]
    public async Task Wrong_parameters_are_named(string address, string field) =>
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.GetAsync(address), 400, "invalid-request"), field);

    [Fact]
    public async Task Abuse_steps_count_in_all_open_conversations_of_the_customer()
    {
        var handle = "@" + host.NewId();
        var (customer, first, _) = await host.SayAsync(handle);
        var id = host.NewId();
        var other = await host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(id, handle, extra: ""","thread":"booking" """)));
        using var receipt = await ApiHost.ReadAsync(other);
        var second = receipt.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString();

        using var blocked = await ApiHost.ReadAsync(await host.Client.PostAsync($"api/conversations/{first}/abuse", ApiHost.Json("""{"step":"block","reason":"Uhkaili"}""")));
        Assert.Equal("blocked", blocked.RootElement.GetProperty("standing").GetProperty("level").GetString());
        foreach (var address in (string[])[$"api/conversations/{second}", $"api/customers/{customer}"])
        {
            using var view = await ApiHost.ReadAsync(await host.Client.GetAsync(address));
            Assert.Equal("blocked", view.RootElement.GetProperty("standing").GetProperty("level").GetString());
        }

        using var hidden = await ApiHost.ReadAsync(await host.Client.GetAsync("api/conversations?silenced=true&limit=200"));
        Assert.Equal(2, hidden.RootElement.GetProperty("items").EnumerateArray().Count(c => c.GetProperty("customerId").GetString() == customer));
        var (agent, _) = await host.SignInAsync("agent");
        await ApiHost.ProblemAsync(await agent.PostAsync($"api/conversations/{first}/abuse", ApiHost.Json("""{"step":"block","reason":"a"}""")), 403, "needs-supervisor");
        await ApiHost.ProblemAsync(await agent.PostAsync($"api/conversations/{first}/abuse", ApiHost.Json("""{"step":"lift","reason":"a"}""")), 403, "needs-supervisor");
        using var lifted = await ApiHost.ReadAsync(await host.Client.PostAsync($"api/conversations/{first}/abuse", ApiHost.Json("""{"step":"lift","reason":"Pyysi anteeksi"}""")));
        Assert.Equal("none", lifted.RootElement.GetProperty("standing").GetProperty("level").GetString());
        using var claim = await ApiHost.ReadAsync(await agent.PostAsync($"api/conversations/{first}/claim-status", ApiHost.Json("""{"status":"justified","reason":"Kuitti on"}""")));
        Assert.Equal("justified", claim.RootElement.GetProperty("claim").GetString());
        agent.Dispose();
    }

    [Fact]
    public async Task Unanswered_lists_who_waits_with_its_target()
    {
        var yesterday = ApiHost.TextOf(TimeProvider.System.GetUtcNow().AddDays(-1));
        var said = ApiHost.Interaction(host.NewId(), "@forgotten").Replace(ApiHost.Lately, yesterday, StringComparison.Ordinal);
        using var receipt = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(said)));
        using var page = await ApiHost.ReadAsync(await host.Client.GetAsync("api/unanswered?limit=200"));
        Assert.Equal(JsonValueKind.Number, page.RootElement.GetProperty("target").ValueKind);
        Assert.Equal(JsonValueKind.Number, page.RootElement.GetProperty("afterSeconds").ValueKind);
        Assert.True(page.RootElement.GetProperty("count").GetInt64() >= 1);
        Assert.All(page.RootElement.GetProperty("items").EnumerateArray(), c => Assert.NotEqual(JsonValueKind.Null, c.GetProperty("waitingSince").ValueKind));
        var conversation = receipt.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString();
        Assert.Contains(page.RootElement.GetProperty("items").EnumerateArray(), c => c.GetProperty("id").GetString() == conversation);
    }
}
