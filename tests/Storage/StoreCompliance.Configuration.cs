using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Configuration_is_empty_until_something_is_put()
    {
        Assert.Equal(0, await Store.Configuration.NewestAsync(default));
        Assert.Empty(await Store.Configuration.SinceAsync(0, 10, default));
        Assert.Empty(await Store.Configuration.AtAsync(long.MaxValue, default));
        Assert.Empty(await Store.Configuration.HistoryAsync(null, long.MaxValue, 10, default));
    }

    [Fact]
    public async Task Configuration_counts_one_version_over_all_kinds_and_keeps_each()
    {
        StoredDocument[] put =
        [
            new(1, "calendars", "ada", Noon, "ensimmäinen", "calendars: {}\n"),
            new(2, "rules", "key_abc", Noon.AddHours(1), null, "rules: []\n"),
            new(3, "calendars", "ada", Noon.AddHours(2), null, "# kesä ☀\ncalendars: {}\n"),
        ];
        Assert.True(await Store.Configuration.AppendAsync(put[..1], default));
        Assert.True(await Store.Configuration.AppendAsync(put[1..], default));

        var store = await ReopenAsync();
        Assert.Equal(3, await store.Configuration.NewestAsync(default));
        Assert.Equal(put, await store.Configuration.SinceAsync(0, 10, default));
        Assert.Equal(put[1..2], await store.Configuration.SinceAsync(1, 1, default));
        Assert.Equal(put[..2], await store.Configuration.AtAsync(2, default));
        Assert.Equal(put[1..], await store.Configuration.AtAsync(long.MaxValue, default));
        Assert.Equal([3, 1], (await store.Configuration.HistoryAsync("calendars", long.MaxValue, 10, default)).Select(c => c.Version));
        Assert.Equal([2, 1], (await store.Configuration.HistoryAsync(null, 3, 2, default)).Select(c => c.Version));
        Assert.Equal(new DocumentChange(1, "calendars", "ada", Noon, "ensimmäinen"), Assert.Single(await store.Configuration.HistoryAsync("calendars", 3, 10, default)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task Configuration_version_that_is_not_the_next_is_refused(long version)
    {
        Assert.True(await Store.Configuration.AppendAsync([new(1, "rules", "ada", Noon, null, "a")], default));
        Assert.False(await Store.Configuration.AppendAsync([new(version, "rules", "ada", Noon, null, "b"), new(version + 1, "calendars", "ada", Noon, null, "b")], default));
        Assert.Equal("a", Assert.Single(await Store.Configuration.SinceAsync(0, 10, default)).Text);
    }

    [Fact]
    public async Task Configuration_put_by_many_at_once_is_put_by_one_and_the_others_are_told()
    {
        for (var round = 0; round < 5; round++)
        {
            var version = (round * 2) + 1;
            var put = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Store.Configuration.AppendAsync(
                [new(version, "rules", $"agent{i}", Noon, null, $"text {i}"), new(version + 1, "routing", $"agent{i}", Noon, null, $"text {i}")], default)));
            var winner = Assert.Single(Enumerable.Range(0, 16), i => put[i]);
            Assert.Equal([$"text {winner}", $"text {winner}"], (await Store.Configuration.SinceAsync(version - 1, 10, default)).Select(d => d.Text));
        }
    }
}
