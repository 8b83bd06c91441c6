using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Outbox;

public sealed class WebhookTestTests : IAsyncLifetime
{
    private readonly ApiHost _host = ApiHost.With(("Outbox:AllowedNetworks", "127.0.0.0/8"));

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Webhooks_are_tested_by_administrators_only_and_the_answer_says_what_came_of_it()
    {
        var (supervisor, _) = await _host.SignInAsync("supervisor");
        var (administrator, _) = await _host.SignInAsync("administrator");
        await ApiHost.ProblemAsync(await supervisor.PostAsync("api/webhooks/suljettu/test", null), 403, "forbidden");
        await ApiHost.ProblemAsync(await administrator.PostAsync("api/webhooks/suljettu/test", null), 404, "not-found");
        var put = await _host.Client.PutAsync("api/config/notices", new StringContent("webhooks: { suljettu: { url: \"http://127.0.0.1:1/\" }, talo: { url: \"http://10.0.0.1/\" }, salainen: { url: \"http://127.0.0.1:1/\", secret: \"stored:puuttuu\" } }"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());

        Assert.Equal("unreachable: ConnectionError", await ErrorAsync("suljettu"));
        Assert.Equal("address-refused", await ErrorAsync("talo"));
        Assert.Equal("no-secret", await ErrorAsync("salainen"));

        async Task<string?> ErrorAsync(string name)
        {
            using var answer = await ApiHost.ReadAsync(await administrator.PostAsync($"api/webhooks/{name}/test", null));
            Assert.False(answer.RootElement.GetProperty("delivered").GetBoolean());
            Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("status").ValueKind);
            Assert.True(answer.RootElement.GetProperty("ms").GetInt64() >= 0);
            return answer.RootElement.GetProperty("error").GetString();
        }
    }
}
