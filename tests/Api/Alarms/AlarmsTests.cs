using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace SocialCrm.Api.Tests.Alarms;

/// <summary>Silences as they stand: on a channel, on one that nobody watches, and of somebody who has a conversation.</summary>
public sealed class AlarmsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly LaterTime _time = new();
    private readonly ApiHost _host;

    public AlarmsTests() => _host = ApiHost.At(_time);

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Nothing_isSilent_whereNothingIsAskedFor()
    {
        await SayAsync("x", Now.AddHours(-3));
        Assert.Empty(await AlarmsAsync());
    }

    [Fact]
    public async Task Silences_areTold_whileTheyLast()
    {
        // A calendar whose only hour is three days away is closed now, wherever its clock stands.
        var far = Now.AddDays(3).DayOfWeek.ToString().ToLowerInvariant();
        await PutAsync("calendars", $$"""
            calendars:
              office: { week: { monday: "08:00-16:00" } }
              far: { week: { {{far}}: "10:00-11:00" } }
            channels:
              - { channel: sms, calendar: far }
            """);
        await PutAsync("notices", """
            alarms:
              quiet: [ { channel: x, account: acme, after: 2h, notify: ["role:supervisor"] }, { channel: x, after: 5h, notify: ["role:supervisor"] } ]
              unwatched: { after: 1h }
              assignee: { after: 30m, notify: ["role:supervisor"] }
            """);
        await SayAsync("x", Now.AddHours(-3));
        var taken = await SayAsync("sms", Now.AddHours(-3));
        var (agent, name) = await _host.SignInAsync("agent");
        Assert.Equal(HttpStatusCode.OK, (await agent.PostAsync($"api/conversations/{taken}/claim", ApiHost.Json("{}"))).StatusCode);

        var alarms = await AlarmsAsync();
        Assert.Equal(["quiet", "unwatched"], alarms.Select(Kind));
        Assert.Equal(("x", "acme"), (Text(alarms[0], "channel"), Text(alarms[0], "account")));
        Assert.Equal(Now.AddHours(-3).ToUnixTimeSeconds(), alarms[0].GetProperty("since").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal("sms", Text(alarms[1], "channel"));
        Assert.True(alarms[1].GetProperty("until").GetDateTimeOffset() > Now);

        // The silence of whoever has it begins when they took it.
        _time.Later = TimeSpan.FromMinutes(31);
        var silent = Assert.Single(await AlarmsAsync(), static a => Kind(a) == "assignee");
        Assert.Equal((name, taken), (Text(silent, "assignee"), Text(silent, "conversationId")));
        agent.Dispose();
    }

    private async Task<JsonElement[]> AlarmsAsync()
    {
        using var answer = await ApiHost.ReadAsync(await _host.Client.GetAsync("api/alarms"));
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(static a => a.Clone())];
    }

    private async Task PutAsync(string document, string yaml)
    {
        using var body = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        var put = await _host.Client.PutAsync($"api/config/{document}", body);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
    }

    private async Task<string> SayAsync(string channel, DateTimeOffset at)
    {
        var id = _host.NewId();
        var said = ApiHost.Interaction(id, "@" + id, channel: channel).Replace(ApiHost.Lately, at.ToString("O"), StringComparison.Ordinal);
        using var receipt = await ApiHost.ReadAsync(await _host.Client.PostAsync("api/interactions", ApiHost.Json(said)));
        return receipt.RootElement.GetProperty("results")[0].GetProperty("conversationId").GetString()!;
    }

    private static string Kind(JsonElement alarm) => Text(alarm, "kind")!;

    private static string? Text(JsonElement alarm, string name) => alarm.GetProperty(name).GetString();

    /// <summary>The machine's clock, and then later.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;

        public override long GetTimestamp() => base.GetTimestamp() + Later.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond;
    }
}
