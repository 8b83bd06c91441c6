using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Audiences;
using Xunit;

namespace SocialCrm.Live;

/// <summary>Who has what before them, and who is there: what npm clients of people who signed in see of each other.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task Viewers_see_each_other_come_write_and_leave()
    {
        // Long enough never to end by itself here.
        await using var world = await StartAsync(new AudienceTimes { ViewingFor = TimeSpan.FromMinutes(5), TypingFor = TimeSpan.FromMinutes(5) });
        await using var aino = await world.SignInAsync("aino");
        await using var sami = await world.SignInAsync("sami");
        var conversation = world.ConversationId(1);

        await aino.DoAsync("view", new { conversation });
        Assert.Equal("aino", (string?)await aino.DoAsync("viewers", new { conversation }));
        await sami.DoAsync("view", new { conversation });
        Assert.Equal("aino, sami", (string?)await sami.DoAsync("viewers", new { conversation }));
        await UntilViewersAsync(aino, conversation, "aino, sami");
        await sami.DoAsync("view", new { conversation, typing = true });
        await UntilViewersAsync(aino, conversation, "aino, sami typing");
        await sami.DoAsync("invoke", new { method = "Left", args = new[] { conversation } });
        await UntilViewersAsync(aino, conversation, "aino");

        // A connection that ends takes its viewing along, and nobody hears of another conversation.
        await using (var ulla = await world.SignInAsync("ulla"))
        {
            await ulla.DoAsync("view", new { conversation });
            await UntilViewersAsync(aino, conversation, "aino, ulla");
        }

        await UntilViewersAsync(aino, conversation, "aino");
        Assert.Equal("", (string?)await aino.DoAsync("viewers", new { conversation = world.ConversationId(2) }));
    }

    [Fact]
    public async Task Lists_see_who_views_what_they_show_and_nobody_sees_them()
    {
        await using var world = await StartAsync(new AudienceTimes { ViewingFor = TimeSpan.FromMinutes(5), TypingFor = TimeSpan.FromMinutes(5) });
        await using var aino = await world.SignInAsync("aino");
        await using var sami = await world.SignInAsync("sami");
        string[] both = [world.ConversationId(1), world.ConversationId(2)];
        await sami.DoAsync("view", new { conversation = both[0] });

        var answer = await aino.DoAsync("invoke", new { method = "Glance", args = new[] { both } });
        Assert.Equal(both[0], (string?)Assert.Single(answer!["audiences"]!.AsArray())!["conversation"]);
        await sami.DoAsync("view", new { conversation = both[1], typing = true });
        await UntilViewersAsync(aino, both[1], "sami typing");
        Assert.Equal("sami", (string?)await sami.DoAsync("viewers", new { conversation = both[0] }));

        // What isn't shown any more isn't told; what still is, is.
        await aino.DoAsync("invoke", new { method = "Glance", args = new[] { new[] { both[1] } } });
        await sami.DoAsync("invoke", new { method = "Left", args = new[] { both[0] } });
        await sami.DoAsync("invoke", new { method = "Left", args = new[] { both[1] } });
        await UntilViewersAsync(aino, both[1], "");
        Assert.Equal("", (string?)await aino.DoAsync("viewers", new { conversation = both[0] }));
    }

    [Fact]
    public async Task Signs_end_by_themselves()
    {
        await using var world = await StartAsync(new AudienceTimes { ViewingFor = TimeSpan.FromSeconds(4), TypingFor = TimeSpan.FromSeconds(1), Tick = TimeSpan.FromMilliseconds(100) });
        await using var aino = await world.SignInAsync("aino");
        await using var sami = await world.SignInAsync("sami");
        var conversation = world.ConversationId(1);
        await sami.DoAsync("view", new { conversation, typing = true });
        var looking = LookAgainAsync(aino, conversation, "sami typing", "aino, sami", "aino");

        await looking.WithinBoundAsync("sami stops writing, and is gone");
    }

    [Fact]
    public async Task Viewing_what_is_not_there_or_without_permission_is_refused()
    {
        await using var world = await StartAsync(new AudienceTimes());
        await using var aino = await world.SignInAsync("aino");
        await using var service = await NodeClient.StartAsync(new Uri($"http://127.0.0.1:{world.Port}/hub/live"), world.Key);

        Assert.Contains("not-found", await RefusedAsync(aino, "Viewing", "cnv_0123456789abcdef0123456789abcdef"), StringComparison.Ordinal);
        Assert.Contains("invalid-id", await RefusedAsync(aino, "Typing", "nothing"), StringComparison.Ordinal);
        Assert.Contains("invalid-presence", await RefusedAsync(aino, "Presence", "busy"), StringComparison.Ordinal);
        Assert.Contains("forbidden", await RefusedAsync(service, "Presence", "online"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presence_reaches_those_who_watch_agents_and_the_list()
    {
        await using var world = await StartAsync(new AudienceTimes());
        await using var aino = await world.SignInAsync("aino");
        await using var sami = await world.SignInAsync("sami");
        await sami.DoAsync("invoke", new { method = "Presence", args = new[] { "away" } });
        await aino.DoAsync("watchAgents", new { });

        await aino.DoAsync("untilAgent", new { agent = "sami", presence = "away" }).WithinBoundAsync("sami is away");
        var said = await sami.DoAsync("invoke", new { method = "Presence", args = new[] { "online" } });
        Assert.Equal("online", (string?)said!["presence"]);
        Assert.NotNull(said["until"]);
        await aino.DoAsync("untilAgent", new { agent = "sami", presence = "online" }).WithinBoundAsync("sami is online");
        Assert.Equal("online", (string?)(await world.AgentsAsync()).Single(a => (string?)a!["name"] == "sami")!["presence"]);

        await sami.DoAsync("invoke", new { method = "Presence", args = new[] { "off" } });
        await aino.DoAsync("untilAgent", new { agent = "sami", presence = "off" }).WithinBoundAsync("sami is off");
    }

    private static async Task<ServiceWorld> StartAsync(AudienceTimes times)
    {
        var world = await ServiceWorld.StartAsync(new LiveOptions(), services => services.AddSingleton(times));
        await world.WriteAsync([1, 2]);
        return world;
    }

    private static Task<JsonNode?> UntilViewersAsync(NodeClient client, string conversation, string viewers) =>
        client.DoAsync("untilViewers", new { conversation, viewers }).WithinBoundAsync($"the viewers are {viewers}");

    /// <summary>Signs until it has seen each of these, in their order.</summary>
    private static async Task LookAgainAsync(NodeClient client, string conversation, params string[] awaited)
    {
        foreach (var viewers in awaited)
        {
            for (var seen = ""; !seen.EndsWith(viewers, StringComparison.Ordinal);)
            {
                await client.DoAsync("view", new { conversation });
                seen = (string?)await client.DoAsync("viewers", new { conversation }) ?? "";
            }
        }
    }

    private static async Task<string> RefusedAsync(NodeClient client, string method, string argument) =>
        (string?)await client.DoAsync("refused", new { method, args = new[] { argument } }) ?? "";
}
