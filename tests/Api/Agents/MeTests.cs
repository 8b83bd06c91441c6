using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Agents;

[Collection(SharedHost.Name)]
public sealed class MeTests(ApiHost host)
{
    private const string Views = "api/me/views";
    private const string Notifications = "api/me/notifications";

    [Fact]
    public async Task Views_are_ones_own_and_come_back_as_they_were_put()
    {
        var (client, _) = await host.SignInAsync("agent");
        var (other, _) = await host.SignInAsync("agent");
        using var before = await ApiHost.ReadAsync(await client.GetAsync(Views));
        Assert.Equal("""{"version":0,"views":[]}""", before.RootElement.GetRawText());

        var put = await PutAsync(client, Views, """{"expectedVersion":0,"views":[{"name":" Äkilliset ","status":"open","queue":"sos","assignee":"none","channel":"x","sort":"due"},{"name":"All"}]}""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var answer = await ApiHost.ReadAsync(put);
        using var after = await ApiHost.ReadAsync(await client.GetAsync(Views));
        Assert.Equal(answer.RootElement.GetRawText(), after.RootElement.GetRawText());
        Assert.Equal(1, after.RootElement.GetProperty("version").GetInt64());
        var first = after.RootElement.GetProperty("views")[0];
        Assert.Equal(["Äkilliset", "open", "sos", "none", "x", "due"], first.EnumerateObject().Select(m => m.Value.GetString()));
        Assert.Equal(JsonValueKind.Null, after.RootElement.GetProperty("views")[1].GetProperty("status").ValueKind);
        using var others = await ApiHost.ReadAsync(await other.GetAsync(Views));
        Assert.Equal(0, others.RootElement.GetProperty("views").GetArrayLength());
        client.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Put_over_a_newer_version_is_409_with_what_is_there()
    {
        var (client, _) = await host.SignInAsync("agent");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, Views, """{"views":[{"name":"one"}]}""")).StatusCode);
        var problem = await ApiHost.ProblemAsync(await PutAsync(client, Views, """{"views":[],"expectedVersion":0}"""), 409, "stale");
        Assert.Equal(1, problem.GetProperty("current").GetProperty("version").GetInt64());
        Assert.Equal("one", problem.GetProperty("current").GetProperty("views")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, Views, """{"views":[{"name":"one"}],"expectedVersion":0}""")).StatusCode);

        const string Quiet = """{"assigned":[],"message":[],"due":[]}""";
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, Notifications, Quiet)).StatusCode);
        var second = await ApiHost.ProblemAsync(await PutAsync(client, Notifications, """{"assigned":["sound"],"message":[],"due":[],"expectedVersion":0}"""), 409, "stale");
        Assert.Equal(0, second.GetProperty("current").GetProperty("due").GetArrayLength());
        client.Dispose();
    }

    [Fact]
    public async Task Choices_have_defaults_and_are_replaced_as_a_whole()
    {
        var (client, _) = await host.SignInAsync("supervisor");
        using var before = await ApiHost.ReadAsync(await client.GetAsync(Notifications));
        Assert.Equal("""{"version":0,"assigned":["screen","sound"],"message":["screen"],"due":["screen","sound"]}""", before.RootElement.GetRawText());
        using var after = await ApiHost.ReadAsync(await PutAsync(client, Notifications, """{"assigned":["sound","screen"],"message":[],"due":["sound"]}"""));
        Assert.Equal("""{"version":1,"assigned":["screen","sound"],"message":[],"due":["sound"]}""", after.RootElement.GetRawText());
        client.Dispose();
    }

    [Theory]
    [InlineData("""{}""", "views")]
    [InlineData("""{"views":null}""", "views")]
    [InlineData("""{"views":{}}""", "views")]
    [InlineData("""{"views":[],"more":1}""", "more")]
    [InlineData("""{"views":[],"expectedVersion":"1"}""", "expectedVersion")]
    [InlineData("""{"views":["a"]}""", "views[0]")]
    [InlineData("""{"views":[{}]}""", "views[0].name")]
    [InlineData("""{"views":[{"name":"  "}]}""", "views[0].name")]
    [InlineData("""{"views":[{"name":"a\u0007"}]}""", "views[0].name")]
    [InlineData("""{"views":[{"name":"a"},{"name":"A"}]}""", "views[1].name")]
    [InlineData("""{"views":[{"name":"a","status":"shut"}]}""", "views[0].status")]
    [InlineData("""{"views":[{"name":"a","sort":1}]}""", "views[0].sort")]
    [InlineData("""{"views":[{"name":"a","channel":"fax"}]}""", "views[0].channel")]
    [InlineData("""{"views":[{"name":"a","colour":"red"}]}""", "views[0].colour")]
    public async Task Wrong_views_are_named_and_change_nothing(string body, string field)
    {
        var (client, _) = await host.SignInAsync("agent");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PutAsync(client, Views, body), 400, "invalid-request"), field);
        using var after = await ApiHost.ReadAsync(await client.GetAsync(Views));
        Assert.Equal(0, after.RootElement.GetProperty("version").GetInt64());
        client.Dispose();
    }

    [Theory]
    [InlineData("""{"message":[],"due":[]}""", "assigned")]
    [InlineData("""{"assigned":"sound","message":[],"due":[]}""", "assigned")]
    [InlineData("""{"assigned":[],"message":[],"due":["screen","smoke"]}""", "due[1]")]
    [InlineData("""{"assigned":[],"message":[],"due":[],"loud":true}""", "loud")]
    public async Task Wrong_choices_are_named(string body, string field)
    {
        var (client, _) = await host.SignInAsync("agent");
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await PutAsync(client, Notifications, body), 400, "invalid-request"), field);
        client.Dispose();
    }

    [Fact]
    public async Task Views_are_bounded()
    {
        var (client, _) = await host.SignInAsync("agent");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, Views, Many(50))).StatusCode);
        var problem = await ApiHost.ProblemAsync(await PutAsync(client, Views, Many(51)), 400, "invalid-request");
        Assert.Contains("50", ApiHost.ErrorOf(problem, "views"), StringComparison.Ordinal);
        client.Dispose();

        static string Many(int count) => $$"""{"views":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name":"view {{i}}"}"""))}}]}""";
    }

    [Theory]
    [InlineData("fi", "Vain ihmisille")]
    [InlineData("en", "Only for people")]
    public async Task Key_of_a_service_is_told_that_it_is_for_people(string language, string title)
    {
        using var service = host.NewClient(ApiHost.ServiceKey);
        service.DefaultRequestHeaders.Add("Accept-Language", language);
        foreach (var path in new[] { Views, Notifications })
        {
            Assert.Equal(title, (await ApiHost.ProblemAsync(await service.GetAsync(path), 403, "needs-person")).GetProperty("title").GetString());
            await ApiHost.ProblemAsync(await PutAsync(service, path, "{}"), 403, "needs-person");
        }

        using var nobody = host.NewClient();
        await ApiHost.ProblemAsync(await nobody.GetAsync(Views), 401, "unauthenticated");
    }

    [Fact]
    public async Task Document_says_that_only_sessions_open_it()
    {
        using var client = host.NewClient();
        using var document = await ApiHost.ReadAsync(await client.GetAsync("openapi/v1.json"));
        var put = document.RootElement.GetProperty("paths").GetProperty("/api/me/views").GetProperty("put");
        Assert.Equal(["session"], put.GetProperty("security").EnumerateArray().SelectMany(s => s.EnumerateObject().Select(m => m.Name)));
        var views = put.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("properties").GetProperty("views");
        Assert.Equal(50, views.GetProperty("maxItems").GetInt32());
        Assert.True(put.GetProperty("responses").TryGetProperty("409", out _));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string body) => client.PutAsync(path, ApiHost.Json(body));
}
