using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Configuration;

public sealed class ApplyPoliciesTests : IAsyncLifetime
{
    private const string Path = "api/config/response-times/apply";

    private readonly ApiHost _host = ApiHost.With();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Preview_counts_and_changes_nothing_and_apply_changes_those_who_wait()
    {
        await PutAsync("policies: [{ id: slow, firstResponse: 10d, warnAt: [] }]");
        var waiting = await WaitAsync("x", minutesAgo: 90);
        var mail = await WaitAsync("email", minutesAgo: 30);
        var answered = await WaitAsync("sms", minutesAgo: 60);
        Assert.Equal(HttpStatusCode.OK, (await _host.Client.PostAsync($"api/conversations/{answered}/replies", ApiHost.Json("""{"text":"Hei"}"""))).StatusCode);
        await PutAsync("policies: [{ id: x, when: { channel: x }, firstResponse: 1h, warnAt: [] }, { id: rest, firstResponse: 2h, warnAt: [] }]");

        var preview = await RunAsync(Path + "?preview=true");
        Assert.Equal((true, 2, 2, 2, 1, 0), (preview.GetProperty("preview").GetBoolean(), Count(preview, "total"), Count(preview, "looked"), Count(preview, "changed"), Count(preview, "missedAtOnce"), Count(preview, "failed")));
        Assert.Equal(["rest", "x"], preview.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("policy").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(("slow", "slow"), (await PolicyAsync(waiting), await PolicyAsync(mail)));

        var applied = await RunAsync(Path);
        Assert.Equal((false, 2, 1), (applied.GetProperty("preview").GetBoolean(), Count(applied, "changed"), Count(applied, "missedAtOnce")));
        Assert.Equal(("x", "rest"), (await PolicyAsync(waiting), await PolicyAsync(mail)));
        Assert.Equal(0, Count(await RunAsync(Path), "changed"));
    }

    [Fact]
    public async Task Apply_is_for_administrators_and_names_what_is_wrong()
    {
        var (agent, _) = await _host.SignInAsync("supervisor");
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.PostAsync(Path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync(Path + "/none")).StatusCode);
        ApiHost.ErrorOf(await ApiHost.ProblemAsync(await _host.Client.PostAsync(Path + "?preview=1", null), 400, "invalid-request"), "preview");
        agent.Dispose();
    }

    /// <summary>Starts the job and asks until it has ended.</summary>
    private async Task<JsonElement> RunAsync(string path)
    {
        var started = await _host.Client.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        while (true)
        {
            using var job = await ApiHost.ReadAsync(await _host.Client.GetAsync(started.Headers.Location));
            var state = job.RootElement.GetProperty("state").GetString();
            Assert.NotEqual("failed", state);
            if (state == "done") return job.RootElement.Clone();
        }
    }

    private async Task PutAsync(string text)
    {
        var put = await _host.Client.PutAsync("api/config/response-times", new StringContent(text, Encoding.UTF8, "application/yaml"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
    }

    private async Task<string> WaitAsync(string channel, int minutesAgo)
    {
        var id = _host.NewId();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-minutesAgo).ToString("O", CultureInfo.InvariantCulture);
        using var answer = await ApiHost.ReadAsync(await _host.Client.PostAsync("api/interactions", ApiHost.Json(
            $$$"""{"channel":"{{{channel}}}","account":"acme","externalId":"{{{id}}}","direction":"inbound","text":"Hei","at":"{{{at}}}","author":{"handle":"@{{{id}}}"}}""")));
        return answer.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString()!;
    }

    private async Task<string?> PolicyAsync(string conversation)
    {
        using var state = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/conversations/" + conversation));
        return state.RootElement.GetProperty("deadlines").EnumerateArray().Single().GetProperty("policy").GetString();
    }

    private static int Count(JsonElement job, string name) => job.GetProperty(name).GetInt32();
}
