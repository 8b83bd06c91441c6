using Xunit;

namespace SocialCrm.Api.Tests.Conversations;

[Collection(SharedHost.Name)]
public sealed class ListTests(ApiHost host)
{
    [Theory]
    [InlineData("recent")]
    [InlineData("waiting")]
    [InlineData("priority")]
    public async Task Get_conversations_pages_through_all_once(string sort)
    {
        var expected = new List<string>();
        for (var i = 0; i < 5; i++) expected.Add((await host.SayAsync(channel: "line")).Conversation);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            using var page = await ApiHost.ReadAsync(await host.Client.GetAsync($"api/conversations?channel=line&sort={sort}&limit=2{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}"));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            cursor = page.RootElement.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Subset(seen.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_conversations_filters()
    {
        var (_, conversation, _) = await host.SayAsync(channel: "press");
        Assert.Equal([conversation], await IdsAsync("channel=press&status=open&assignee=none"));
        Assert.Empty(await IdsAsync("channel=press&status=resolved"));
        Assert.Empty(await IdsAsync("channel=press&assignee=somebody"));
        Assert.Empty(await IdsAsync("channel=press&queue=another"));

        async Task<List<string>> IdsAsync(string query)
        {
            using var page = await ApiHost.ReadAsync(await host.Client.GetAsync("api/conversations?" + query));
            return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
        }
    }
}
