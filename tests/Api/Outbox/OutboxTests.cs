using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Outbox;
using Xunit;

namespace SocialCrm.Api.Tests.Outbox;

[Collection(SharedHost.Name)]
public sealed class OutboxTests(ApiHost host)
{
    [Fact]
    public async Task Secrets_go_in_and_are_never_shown()
    {
        var name = host.NewId();
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.PutAsync($"api/secrets/{name}", ApiHost.Json("""{"value":"sixteen characters"}"""))).StatusCode);
        var list = await (await host.Client.GetAsync("api/secrets")).Content.ReadAsStringAsync();
        Assert.Contains($"\"{name}\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("sixteen", list, StringComparison.Ordinal);
        Assert.Equal("sixteen characters", System.Text.Encoding.UTF8.GetString((await host.Services.GetRequiredService<ISecretStore>().FindAsync(name, default))!));
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.DeleteAsync($"api/secrets/{name}")).StatusCode);
        await ApiHost.ProblemAsync(await host.Client.DeleteAsync($"api/secrets/{name}"), 404, "not-found");
    }

    [Theory]
    [InlineData("a", """{"value":"short"}""", "value")]
    [InlineData("a", """{}""", "value")]
    [InlineData("a", """{"value":"sixteen characters","more":1}""", "more")]
    [InlineData("a%20b", """{"value":"sixteen characters"}""", "name")]
    public async Task Wrong_secrets_are_named(string name, string body, string field) =>
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.PutAsync($"api/secrets/{name}", ApiHost.Json(body)), 400, "invalid-request"), field);

    [Fact]
    public async Task Agents_see_neither_secrets_nor_dead_letters()
    {
        var (client, _) = await host.SignInAsync("supervisor");
        await ApiHost.ProblemAsync(await client.GetAsync("api/secrets"), 403, "forbidden");
        await ApiHost.ProblemAsync(await client.GetAsync("api/outbox/dead"), 403, "forbidden");
        client.Dispose();
    }

    [Fact]
    public async Task Dead_letters_are_listed_page_by_page()
    {
        using var page = await ApiHost.ReadAsync(await host.Client.GetAsync("api/outbox/dead?limit=1"));
        Assert.Equal(0, page.RootElement.GetProperty("items").GetArrayLength());
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await host.Client.GetAsync("api/outbox/dead?cursor=abc"), 400, "invalid-request"), "cursor");
        await ApiHost.ProblemAsync(await host.Client.PostAsync("api/outbox/dead/msg_0/replay", null), 404, "not-found");
        await ApiHost.ProblemAsync(await host.Client.PostAsync($"api/outbox/dead/msg_{Guid.NewGuid():N}/replay", null), 404, "not-found");
    }
}
