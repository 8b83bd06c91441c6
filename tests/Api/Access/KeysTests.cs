using System.Net;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Access;

[Collection(SharedHost.Name)]
public sealed class KeysTests(ApiHost host)
{
    private async Task<(string Id, HttpClient Client)> NewKeyAsync(params string[] scopes)
    {
        var response = await host.Client.PostAsync("api/keys", ApiHost.Json($$"""{"name":"test","scopes":{{JsonSerializer.Serialize(scopes)}}}"""));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using var key = await ApiHost.ReadAsync(response);
        var secret = key.RootElement.GetProperty("secret").GetString()!;
        Assert.Matches("^crm_[A-Za-z0-9_-]{43}$", secret);
        return (key.RootElement.GetProperty("id").GetString()!, host.NewClient(secret));
    }

    [Theory]
    [InlineData("ingest", "POST api/interactions", "GET api/stats,GET api/keys,GET api/conversations")]
    [InlineData("read", "GET api/stats,GET api/conversations,GET api/session", "POST api/interactions,GET api/keys,POST api/conversations/cnv_0123456789abcdef0123456789abcdef/claim")]
    [InlineData("act", "", "POST api/interactions,GET api/conversations,GET api/people")]
    [InlineData("configure", "GET api/keys,GET api/people", "POST api/interactions,GET api/conversations,POST api/conversations/cnv_0123456789abcdef0123456789abcdef/claim")]
    public async Task Key_may_what_its_scopes_say(string scope, string allowed, string refused)
    {
        var (_, client) = await NewKeyAsync(scope);
        foreach (var route in allowed.Split(',', StringSplitOptions.RemoveEmptyEntries)) Assert.Equal(HttpStatusCode.OK, (await SendAsync(route)).StatusCode);
        foreach (var route in refused.Split(',')) await ApiHost.ProblemAsync(await SendAsync(route), 403, "forbidden");
        client.Dispose();

        Task<HttpResponseMessage> SendAsync(string route)
        {
            var parts = route.Split(' ');
            return client.SendAsync(new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]) { Content = parts[0] == "POST" ? ApiHost.Json("[]") : null });
        }
    }

    [Fact]
    public async Task Key_revoked_ends_at_once_and_its_secret_is_never_listed()
    {
        var (id, client) = await NewKeyAsync("read");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("api/stats")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.DeleteAsync("api/keys/" + id)).StatusCode);
        await ApiHost.ProblemAsync(await client.GetAsync("api/stats"), 401, "unauthenticated");
        await ApiHost.ProblemAsync(await host.Client.DeleteAsync("api/keys/" + id), 404, "not-found");
        var list = await host.Client.GetStringAsync("api/keys");
        Assert.Contains(id, list, StringComparison.Ordinal);
        Assert.DoesNotContain("crm_", list, StringComparison.Ordinal);
        client.Dispose();
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["everything"]}""", "scopes[0]")]
    [InlineData("""{"scopes":["read"]}""", "name")]
    [InlineData("""{"name":"a","scopes":["read"],"id":"mine"}""", "id")]
    public async Task Key_wrong_request_names_the_member(string body, string field) =>
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.PostAsync("api/keys", ApiHost.Json(body)), 400, "invalid-request"), field);

    [Fact]
    public async Task Key_in_the_query_counts_for_the_hub_only()
    {
        using var client = host.NewClient();
        var key = Uri.EscapeDataString(ApiHost.ServiceKey);
        await ApiHost.ProblemAsync(await client.GetAsync("api/stats?access_token=" + key), 401, "unauthenticated");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("hub/live/negotiate?negotiateVersion=1&access_token=" + key, null)).StatusCode);
        await ApiHost.ProblemAsync(await client.PostAsync("hub/live/negotiate?negotiateVersion=1", null), 401, "unauthenticated");
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("the service key of the tests")]
    public async Task Header_of_another_scheme_is_401(string header)
    {
        using var client = host.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        var response = await client.GetAsync("api/stats");
        await ApiHost.ProblemAsync(response, 401, "unauthenticated");
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }
}
