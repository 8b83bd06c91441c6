using System.Net;
using System.Text;
using Xunit;

namespace SocialCrm.Api.Tests.Templates;

public sealed class TemplatesTests : IAsyncLifetime
{
    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Agents_read_the_templates_in_their_order_as_they_are_written()
    {
        await PutAsync("templates: [{ id: kiitos, name: { fi: Kiitos, en: Thanks }, text: { fi: 'Hei {customer}', sv: Hej } }, { id: aukiolo, text: 8-16 }]");
        var (agent, _) = await _host.SignInAsync("agent");

        var answer = await agent.GetStringAsync("api/templates");

        Assert.Equal(
            """{"items":[{"id":"kiitos","title":{"fi":"Kiitos","en":"Thanks"},"texts":[{"language":"fi","text":"Hei {customer}"},{"language":"sv","text":"Hej"}]},{"id":"aukiolo","title":null,"texts":[{"language":null,"text":"8-16"}]}]}""",
            answer);
        using var nobody = _host.NewClient();
        await ApiHost.ProblemAsync(await nobody.GetAsync("api/templates"), 401, "unauthenticated");
    }

    [Fact]
    public async Task Only_those_that_fit_a_conversation_are_told_of_it()
    {
        await PutAsync("""
            templates:
              - { id: kaikille, text: a }
              - { id: julkiset, when: { public: yes, channel: x }, text: a }
              - { id: yksityiset, when: { public: no }, text: a }
              - { id: sähköposti, when: { channel: email }, text: a }
              - { id: suomeksi, when: { language: fi }, text: a }
              - { id: ruotsiksi, when: { language: sv }, text: a }
              - { id: jono, when: { queue: inbox }, text: a }
            """);
        var silent = (await _host.SayAsync()).Conversation;
        var id = _host.NewId();
        using var taken = await ApiHost.ReadAsync(await _host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(id, "@" + id, extra: ",\"language\":\"fi-FI\""))));
        var spoken = taken.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString()!;

        Assert.Equal(["kaikille", "julkiset", "jono"], await FittingAsync(silent));
        Assert.Equal(["kaikille", "julkiset", "suomeksi", "jono"], await FittingAsync(spoken));
        using var conversation = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/conversations/{spoken}"));
        Assert.Equal("fi", conversation.RootElement.GetProperty("language").GetString());
    }

    [Fact]
    public async Task Question_that_is_wrong_is_told()
    {
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/templates?conversation=liisa"), 400, "invalid-request"), "conversation");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.GetAsync("api/templates?queue=inbox"), 400, "invalid-request"), "queue");
        var conversation = (await _host.SayAsync()).Conversation;
        var unknown = conversation[..^4] + (conversation.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000");
        await ApiHost.ProblemAsync(await _host.Client.GetAsync($"api/templates?conversation={unknown}"), 404, "not-found");
    }

    [Fact]
    public async Task Placeholder_that_stands_for_nothing_is_refused_in_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "api/config/templates") { Content = Yaml("templates: [{ id: a, text: { fi: 'Hei {asiakas}' } }]") };
        request.Headers.AcceptLanguage.ParseAdd("fi");
        var problem = await ApiHost.ProblemAsync(await _host.Client.SendAsync(request), 400, "invalid-document");
        Assert.Equal("{asiakas} ei tarkoita mitään: paikat ovat {customer}, {agent} ja {account}", ApiHost.ErrorOf(problem, "templates[0].text.fi"));
    }

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");

    private async Task PutAsync(string templates)
    {
        var put = await _host.Client.PutAsync("api/config/templates", Yaml(templates));
        Assert.True(put.StatusCode == HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
    }

    private async Task<List<string?>> FittingAsync(string conversation)
    {
        using var answer = await ApiHost.ReadAsync(await _host.Client.GetAsync($"api/templates?conversation={conversation}"));
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString())];
    }
}
