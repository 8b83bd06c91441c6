using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Interactions;

[Collection(SharedHost.Name)]
public sealed class UpdatesTests(ApiHost host)
{
    private static string Update(string externalId, string kind, string extra = "", string at = "2026-01-02T10:00:00Z") =>
        $$"""{"channel":"x","account":"acme","externalId":"{{externalId}}","kind":"{{kind}}","at":"{{at}}"{{extra}}}""";

    private Task<HttpResponseMessage> PostAsync(string body, HttpClient? client = null) => (client ?? host.Client).PostAsync("api/interactions/updates", ApiHost.Json(body));

    private async Task<List<JsonElement>> TellAsync(params string[] updates)
    {
        var response = await PostAsync($"[{string.Join(',', updates)}]");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        using var answer = JsonDocument.Parse(body);
        return [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(static r => r.Clone())];
    }

    /// <summary>A customer's message and an answer to it.</summary>
    private async Task<(string Customer, string Conversation, string Question, string Answer)> TalkAsync()
    {
        var (customer, conversation, question) = await host.SayAsync();
        var answer = host.NewId();
        var taken = await host.Client.PostAsync("api/interactions", ApiHost.Json(
            ApiHost.Interaction(answer, "aino", "Huomenna", extra: $",\"inReplyTo\":\"{question}\"").Replace("inbound", "outbound", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        return (customer, conversation, question, answer);
    }

    private async Task<List<JsonElement>> InteractionsAsync(string conversation)
    {
        using var page = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations/{conversation}/interactions"));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(static i => i.Clone())];
    }

    private async Task<JsonElement> ConversationAsync(string conversation)
    {
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations/{conversation}"));
        return view.RootElement.Clone();
    }

    [Fact]
    public async Task Post_one_answers_its_receipt_and_the_interaction_carries_it()
    {
        var (customer, conversation, _, answer) = await TalkAsync();
        using var told = await ApiHost.ReadAsync(await PostAsync(Update(answer, "delivered")));
        Assert.Equal(
            $$"""{"results":[{"externalId":"{{answer}}","customerId":"{{customer}}","conversationId":"{{conversation}}","version":3,"duplicate":false,"unknown":false}]}""", told.RootElement.GetRawText());
        var said = await InteractionsAsync(conversation);
        Assert.Equal(2, said.Count);
        Assert.Equal("delivered", said[1].GetProperty("receipt").GetProperty("state").GetString());
        // Told of before it was said: it happened with it.
        Assert.Equal(said[1].GetProperty("at").GetString(), said[1].GetProperty("receipt").GetProperty("at").GetString());
        Assert.Equal(JsonValueKind.Null, said[0].GetProperty("receipt").ValueKind);
    }

    [Fact]
    public async Task Post_again_changes_nothing_and_says_so()
    {
        var (_, conversation, question, answer) = await TalkAsync();
        string[] updates = [Update(question, "edited", ",\"text\":\"Hei taas\""), Update(answer, "read"), Update(answer, "read")];
        Assert.Equal([false, false, true], (await TellAsync(updates)).Select(static r => r.GetProperty("duplicate").GetBoolean()));
        var (before, said) = ((await ConversationAsync(conversation)).GetRawText(), JsonSerializer.Serialize(await InteractionsAsync(conversation)));
        Assert.All(await TellAsync(updates), static r => Assert.True(r.GetProperty("duplicate").GetBoolean()));
        Assert.Equal(before, (await ConversationAsync(conversation)).GetRawText());
        Assert.Equal(said, JsonSerializer.Serialize(await InteractionsAsync(conversation)));
    }

    [Fact]
    public async Task Receipts_in_any_order_only_go_forward()
    {
        string[] kinds = ["sent", "delivered", "read"];
        foreach (var order in new[] { kinds, ["read", "delivered", "sent"], ["delivered", "read", "sent"] })
        {
            var (_, conversation, _, answer) = await TalkAsync();
            var at = ApiHost.TextOf(TimeProvider.System.GetUtcNow().AddMinutes(1));
            foreach (var kind in order) await TellAsync(Update(answer, kind, at: at));
            var receipt = (await InteractionsAsync(conversation))[1].GetProperty("receipt");
            Assert.Equal($$"""{"state":"read","at":"{{at}}","reason":null}""", receipt.GetRawText());
        }
    }

    [Fact]
    public async Task Failure_says_why_and_outweighs_a_delivery()
    {
        var (_, conversation, _, answer) = await TalkAsync();
        await TellAsync(Update(answer, "failed", ",\"reason\":\"no such number\""), Update(answer, "delivered"));
        var receipt = (await InteractionsAsync(conversation))[1].GetProperty("receipt");
        Assert.Equal(("failed", "no such number"), (receipt.GetProperty("state").GetString(), receipt.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Edit_and_removal_are_seen_and_no_wait_changes()
    {
        var (customer, conversation, question) = await host.SayAsync(text: "Missä laukkuni on?");
        var waiting = await ConversationAsync(conversation);
        await TellAsync(Update(question, "edited", ",\"text\":\"Missä laukkumme ovat?\""));
        var edited = Assert.Single(await InteractionsAsync(conversation));
        Assert.Equal("Missä laukkumme ovat?", edited.GetProperty("text").GetString());
        Assert.Equal("Missä laukkuni on?", Assert.Single(edited.GetProperty("earlier").EnumerateArray()).GetProperty("text").GetString());
        Assert.NotEqual(JsonValueKind.Null, edited.GetProperty("editedAt").ValueKind);

        await TellAsync(Update(question, "removed"));
        var removed = Assert.Single(await InteractionsAsync(conversation));
        Assert.Equal(JsonValueKind.Null, removed.GetProperty("text").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, removed.GetProperty("removedAt").ValueKind);
        using var timeline = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}/timeline"));
        Assert.Equal([1L, 1L], timeline.RootElement.GetProperty("items").EnumerateArray().Select(static i => i.GetProperty("of")).Where(static of => of.ValueKind == JsonValueKind.Number).Select(static of => of.GetInt64()));
        Assert.DoesNotContain("laukku", timeline.RootElement.GetRawText(), StringComparison.Ordinal);

        var now = await ConversationAsync(conversation);
        Assert.Equal(3, now.GetProperty("version").GetInt64());
        foreach (var member in new[] { "waitingSince", "interactions", "status", "deadlines", "lastInteractionAt" }) Assert.Equal(waiting.GetProperty(member).GetRawText(), now.GetProperty(member).GetRawText());
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}"));
        Assert.Equal(3, view.RootElement.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Receipt_of_an_answer_written_here_goes_by_its_id_in_the_timeline()
    {
        var (_, conversation, _) = await host.SayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/conversations/{conversation}/replies") { Content = ApiHost.Json("""{"text":"Hei"}""") };
        request.Headers.Add("Idempotency-Key", host.NewId());
        Assert.Equal(HttpStatusCode.OK, (await host.Client.SendAsync(request)).StatusCode);
        var reply = (await InteractionsAsync(conversation))[1].GetProperty("externalId").GetString()!;
        await TellAsync(Update(reply, "read"));
        Assert.Equal("read", (await InteractionsAsync(conversation))[1].GetProperty("receipt").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Update_of_nothing_known_is_answered_so_and_not_stored()
    {
        var (_, conversation, _, answer) = await TalkAsync();
        var id = host.NewId();
        var told = await TellAsync(Update(id, "removed"), Update(answer, "sent"));
        Assert.Equal($$"""{"externalId":"{{id}}","customerId":null,"conversationId":null,"version":null,"duplicate":false,"unknown":true}""", told[0].GetRawText());
        Assert.Equal(conversation, told[1].GetProperty("conversationId").GetString());

        await host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(id, "@" + id)));
        var again = (await TellAsync(Update(id, "removed")))[0];
        Assert.Equal((false, false, 2L), (again.GetProperty("unknown").GetBoolean(), again.GetProperty("duplicate").GetBoolean(), again.GetProperty("version").GetInt64()));
    }

    [Theory]
    [InlineData("{}", "channel", "required")]
    [InlineData("""{"channel":"x","externalId":"1","at":"2026-01-02T10:00:00Z"}""", "kind", "required")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"seen","at":"2026-01-02T10:00:00Z"}""", "kind", "edited, removed, sent, delivered, read, failed")]
    [InlineData("""{"channel":"x","externalId":"1","kind":7,"at":"2026-01-02T10:00:00Z"}""", "kind", "edited")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"edited","at":"2026-01-02T10:00:00Z"}""", "text", "required")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"edited","text":"","at":"2026-01-02T10:00:00Z"}""", "text", "required")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"failed","at":"2026-01-02T10:00:00Z"}""", "reason", "required")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"failed","reason":"a\u0007","at":"2026-01-02T10:00:00Z"}""", "reason", "control")]
    [InlineData("""{"channel":"myspace","externalId":"1","kind":"read","at":"2026-01-02T10:00:00Z"}""", "channel", "facebook")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"read","at":"2099-01-02T10:00:00Z"}""", "at", "ahead")]
    [InlineData("""{"channel":"x","externalId":"1","kind":"read"}""", "at", "required")]
    public async Task Invalid_is_named_and_nothing_of_the_request_is_stored(string update, string field, string text)
    {
        var (_, conversation, _, answer) = await TalkAsync();
        var problem = await ApiHost.ProblemAsync(await PostAsync($"[{Update(answer, "read")},{update}]"), 400, "invalid-interaction");
        Assert.Contains(text, problem.GetProperty("errors").GetProperty($"[1].{field}")[0].GetString()!, StringComparison.Ordinal);
        Assert.Equal(2, (await ConversationAsync(conversation)).GetProperty("version").GetInt64());
        await ApiHost.ProblemAsync(await PostAsync(update), 400, "invalid-interaction");
    }

    [Fact]
    public async Task Receipt_of_a_customers_message_and_edit_of_a_note_are_refused_with_the_whole_request()
    {
        var (_, conversation, question, answer) = await TalkAsync();
        var note = host.NewId();
        Assert.Equal(HttpStatusCode.OK, (await host.Client.PostAsync("api/interactions", ApiHost.Json($$"""
            {"channel":"note","externalId":"{{note}}","direction":"internal","text":"Soitettu","at":"{{ApiHost.Lately}}","author":{"handle":"aino"},"customer":{"channel":"x","handle":"@{{question}}"} }
            """))).StatusCode);
        var edit = Update(note, "edited", ",\"text\":\"Ei soitettu\"").Replace("\"x\"", "\"note\"", StringComparison.Ordinal).Replace("\"acme\"", "\"\"", StringComparison.Ordinal);
        var problem = await ApiHost.ProblemAsync(await PostAsync($"[{Update(answer, "read")},{Update(question, "read")},{edit}]"), 400, "invalid-interaction");
        Assert.Equal(["[1].kind", "[2].kind"], problem.GetProperty("errors").EnumerateObject().Select(static e => e.Name));
        Assert.Equal(2, (await ConversationAsync(conversation)).GetProperty("version").GetInt64());
        Assert.Equal(JsonValueKind.Null, (await InteractionsAsync(conversation))[1].GetProperty("receipt").ValueKind);
    }

    [Fact]
    public async Task Bounds_and_scopes_are_those_of_taking_in()
    {
        await ApiHost.ProblemAsync(await PostAsync($"[{string.Join(',', Enumerable.Repeat(Update("1", "read"), 1_001))}]"), 400, "too-many-interactions");
        await ApiHost.ProblemAsync(await PostAsync("[{]"), 400, "malformed-json");
        await ApiHost.ProblemAsync(await host.Client.PostAsync("api/interactions/updates", new StringContent("a=b")), 415, "unsupported-media-type");
        Assert.All(await TellAsync([.. Enumerable.Range(0, 1_000).Select(n => Update($"none-{n}", "read"))]), static r => Assert.True(r.GetProperty("unknown").GetBoolean()));
        Assert.Empty(await TellAsync());
        using var stranger = host.NewClient();
        await ApiHost.ProblemAsync(await PostAsync(Update("1", "read"), stranger), 401, "unauthenticated");
        var (agent, _) = await host.SignInAsync("agent");
        await ApiHost.ProblemAsync(await PostAsync(Update("1", "read"), agent), 403, "forbidden");
        agent.Dispose();
    }
}
