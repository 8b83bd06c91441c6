using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Configuration;

public sealed class PutConfigurationTests : IAsyncLifetime
{
    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Documents_that_need_each_other_are_put_together()
    {
        const string Policies = "policies: [{ id: a, firstResponse: 1h, escalation: uusi }]";
        await ApiHost.ProblemAsync(await PutAsync(("response-times", Policies)), 400, "invalid-document");
        var put = await PutAsync(("response-times", Policies), ("escalation", "ladders: { uusi: [] }"));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var answer = await ApiHost.ReadAsync(put);
        Assert.Equal([1, 2], answer.RootElement.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("version").GetInt64()));
        Assert.Equal(Policies, await _host.Client.GetStringAsync("api/config/response-times"));

        using var again = await ApiHost.ReadAsync(await PutAsync(("response-times", Policies), ("escalation", "ladders: { uusi: [], toinen: [] }")));
        Assert.Equal([false, true], again.RootElement.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("changed").GetBoolean()));
    }

    [Fact]
    public async Task Documents_of_which_one_is_wrong_are_all_refused()
    {
        var problem = await ApiHost.ProblemAsync(await PutAsync(("response-times", "policies: []"), ("escalation", "ladders: [a]")), 400, "invalid-document");
        ApiHost.ErrorOf(problem, "escalation: ladders");
        using var all = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/config"));
        Assert.Equal(0, all.RootElement.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Documents_over_a_change_that_was_not_seen_are_409()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(("escalation", "ladders: { default: [] }"))).StatusCode);
        var stale = await _host.Client.PutAsync("api/config", ApiHost.Json("""{"documents":{"escalation":"ladders: { default: [], a: [] }","response-times":"policies: []"},"expectedVersion":0}"""));
        Assert.Equal("escalation", (await ApiHost.ProblemAsync(stale, 409, "stale")).GetProperty("current").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("{}", "documents")]
    [InlineData("""{"documents":{}}""", "documents")]
    [InlineData("""{"documents":[]}""", "documents")]
    [InlineData("""{"documents":{"weather":"a"}}""", "documents.weather")]
    [InlineData("""{"documents":{"rules":{}}}""", "documents.rules")]
    [InlineData("""{"documents":{"rules":""},"more":1}""", "more")]
    public async Task Wrong_requests_name_the_member(string body, string field) =>
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.PutAsync("api/config", ApiHost.Json(body)), 400, "invalid-request"), field);

    private Task<HttpResponseMessage> PutAsync(params (string Kind, string Text)[] documents) =>
        _host.Client.PutAsync("api/config", ApiHost.Json(JsonSerializer.Serialize(new { documents = documents.ToDictionary(d => d.Kind, d => d.Text) })));
}
