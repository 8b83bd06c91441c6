using System.Net;
using Xunit;

namespace SocialCrm.Api.Tests.Customers;

[Collection(SharedHost.Name)]
public sealed class CustomersTests(ApiHost host)
{
    [Fact]
    public async Task Get_customer_answers_the_whole_contract()
    {
        var (customer, conversation, id) = await host.SayAsync();
        using var view = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}"));
        Assert.Equal(
            ["id", "version", "name", "stage", "identities", "preferredChannel", "firstSeenAt", "lastSeenAt", "counts", "openConversations", "waitingSince", "nextDueAt", "tags", "standing"],
            view.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal(customer, view.RootElement.GetProperty("id").GetString());
        Assert.Equal("prospect", view.RootElement.GetProperty("stage").GetString());
        Assert.Equal(ApiHost.Lately, view.RootElement.GetProperty("waitingSince").GetString());
        Assert.Equal("@" + id, view.RootElement.GetProperty("identities")[0].GetProperty("handle").GetString());
        Assert.Equal(1, view.RootElement.GetProperty("counts").GetProperty("byChannel").GetProperty("x").GetInt64());
        Assert.Equal(conversation, view.RootElement.GetProperty("openConversations")[0].GetProperty("id").GetString());
        Assert.Equal("open", view.RootElement.GetProperty("openConversations")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_customer_known_version_is_304_until_the_next()
    {
        var (customer, _, id) = await host.SayAsync();
        var first = await host.Client.GetAsync($"api/customers/{customer}");
        Assert.Equal("\"1\"", first.Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync("\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync("\"7\", W/\"1\"")).StatusCode);
        await host.SayAsync("@" + id);
        var next = await AskAsync("\"1\"");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal("\"2\"", next.Headers.ETag?.Tag);

        Task<HttpResponseMessage> AskAsync(string etag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"api/customers/{customer}");
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            return host.Client.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("api/customers/cus_0123456789abcdef0123456789abcdef", 404, "not-found", null)]
    [InlineData("api/customers/cus_0123456789abcdef0123456789abcdef/timeline", 404, "not-found", null)]
    [InlineData("api/customers/7", 400, "invalid-request", "id")]
    [InlineData("api/customers/7/timeline", 400, "invalid-request", "id")]
    [InlineData("api/conversations/cnv_0123456789abcdef0123456789abcdef", 404, "not-found", null)]
    [InlineData("api/conversations/cnv_0123456789abcdef0123456789abcdef/interactions", 404, "not-found", null)]
    [InlineData("api/conversations/7", 400, "invalid-request", "id")]
    [InlineData("api/conversations?status=lost", 400, "invalid-request", "status")]
    [InlineData("api/conversations?sort=size", 400, "invalid-request", "sort")]
    [InlineData("api/conversations?limit=0", 400, "invalid-request", "limit")]
    [InlineData("api/conversations?limit=201", 400, "invalid-request", "limit")]
    [InlineData("api/conversations?limit=ten", 400, "invalid-request", "limit")]
    [InlineData("api/conversations?cursor=@@@", 400, "invalid-request", "cursor")]
    [InlineData("api/conversations?channel=myspace", 400, "invalid-request", "channel")]
    [InlineData("api/conversations?stauts=open", 400, "invalid-request", "stauts")]
    [InlineData("api/identities/myspace/a", 400, "invalid-request", "channel")]
    [InlineData("api/identities/x/nobody-of-this-name", 404, "not-found", null)]
    [InlineData("api/nothing", 404, "unknown-route", null)]
    public async Task Get_wrong_question_is_a_precise_problem(string uri, int status, string type, string? field)
    {
        var problem = await ApiHost.ProblemAsync(await host.Client.GetAsync(uri), status, type);
        if (field is not null) ApiHost.ErrorOf(problem, field);
    }

    [Fact]
    public async Task Get_timeline_pages_newest_first()
    {
        var handle = "@" + host.NewId();
        var said = new List<string>();
        string customer = "";
        for (var i = 0; i < 5; i++)
        {
            var (who, _, id) = await host.SayAsync(handle);
            customer = who;
            said.Add(id);
        }

        var seen = new List<string>();
        string? before = null;
        do
        {
            using var page = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/customers/{customer}/timeline?limit=2{(before is null ? "" : "&before=" + Uri.EscapeDataString(before))}"));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("externalId").GetString()!));
            before = page.RootElement.GetProperty("next").GetString();
        }
        while (before is not null);
        Assert.Equal(said.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        await ApiHost.ProblemAsync(await host.Client.GetAsync($"api/customers/{customer}/timeline?before=@@@"), 400, "invalid-request");
    }

    [Fact]
    public async Task Get_timeline_keeps_metadata_as_JSON()
    {
        var id = host.NewId();
        using var answer = await ApiHost.ReadAsync(await host.Client.PostAsync("api/interactions", ApiHost.Json(ApiHost.Interaction(id, "@" + id, extra: ",\"metadata\":{\"order\":[1,2]}"))));
        var conversation = answer.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString();
        using var page = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations/{conversation}/interactions"));
        Assert.Equal(2, page.RootElement.GetProperty("items")[0].GetProperty("metadata").GetProperty("order")[1].GetInt32());
    }

    [Theory]
    [InlineData("x", "@Some{0}", "some{0}", "")]
    [InlineData("email", "A.{0}/b@Example.org", "a.{0}/b@example.org", "")]
    [InlineData("messenger", "M{0}", "M{0}", "?scope=acme")]
    public async Task Get_identity_finds_its_customer_in_any_spelling(string channel, string handle, string normal, string scope)
    {
        var id = host.NewId();
        handle = handle.Replace("{0}", id, StringComparison.Ordinal);
        var (customer, _, _) = await host.SayAsync(handle, channel: channel);
        using var identity = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/identities/{channel}/{Uri.EscapeDataString(handle)}{scope}"));
        Assert.Equal(customer, identity.RootElement.GetProperty("customerId").GetString());
        Assert.Equal(normal.Replace("{0}", id, StringComparison.Ordinal), identity.RootElement.GetProperty("handle").GetString());
    }
}
