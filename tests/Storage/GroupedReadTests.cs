using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using Xunit;

namespace SocialCrm.Storage.Tests;

public sealed class GroupedReadTests
{
    private readonly List<int[]> asked = [];
    private readonly TaskCompletionSource firstIsUnderWay = new();
    private readonly TaskCompletionSource release = new();

    [Fact]
    public async Task Keys_that_come_during_a_read_are_asked_for_together_and_once()
    {
        var reads = new GroupedRead<int, string>(ReadAsync, maxKeys: 100, parallel: 1);
        var first = reads.ReadAsync(1, default);
        await firstIsUnderWay.Task;
        var others = Enumerable.Range(0, 30).Select(i => reads.ReadAsync(i % 10, default)).ToArray();

        release.SetResult();

        Assert.Equal("1", await first);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i % 10}"), await Task.WhenAll(others));
        Assert.Equal([[1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]], asked);
    }

    [Fact]
    public async Task A_read_asks_for_no_more_keys_than_it_may_and_the_oldest_first()
    {
        var reads = new GroupedRead<int, string>(ReadAsync, maxKeys: 4, parallel: 1);
        var all = Enumerable.Range(0, 10).Select(i => reads.ReadAsync(i, default)).ToArray();
        await firstIsUnderWay.Task;

        release.SetResult();
        await Task.WhenAll(all);

        Assert.All(asked, keys => Assert.InRange(keys.Length, 1, 4));
        Assert.Equal(Enumerable.Range(0, 10), asked.SelectMany(keys => keys));
    }

    [Fact]
    public async Task A_key_that_cant_be_read_fails_alone()
    {
        var reads = new GroupedRead<int, string>(ReadAsync, maxKeys: 100, parallel: 1);
        var first = reads.ReadAsync(1, default);
        await firstIsUnderWay.Task;
        var bad = reads.ReadAsync(-1, default);
        var good = Enumerable.Range(2, 9).Select(i => reads.ReadAsync(i, default)).ToArray();

        release.SetResult();

        await first;
        await Assert.ThrowsAsync<FormatException>(() => bad);
        Assert.Equal(Enumerable.Range(2, 9).Select(i => $"{i}"), await Task.WhenAll(good));
    }

    [Fact]
    public async Task An_unreachable_store_fails_all_of_the_group_without_more_reads()
    {
        var calls = 0;
        var reads = new GroupedRead<int, string>(_ =>
        {
            calls++;
            return Task.FromException<IReadOnlyDictionary<int, string>>(new StoreUnavailableException("down"));
        }, maxKeys: 100, parallel: 1);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => reads.ReadAsync(1, default));

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_caller_may_give_up_without_harm_to_the_others()
    {
        var reads = new GroupedRead<int, string>(ReadAsync, maxKeys: 100, parallel: 1);
        using var given = new CancellationTokenSource();
        var patient = reads.ReadAsync(1, default);
        await firstIsUnderWay.Task;
        var impatient = reads.ReadAsync(2, given.Token);
        var other = reads.ReadAsync(2, default);

        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        release.SetResult();

        Assert.Equal(("1", "2"), (await patient, await other));
    }

    private async Task<IReadOnlyDictionary<int, string>> ReadAsync(IReadOnlyList<int> keys)
    {
        lock (asked) asked.Add([.. keys]);
        firstIsUnderWay.TrySetResult();
        await release.Task;
        if (keys.Contains(-1)) throw new FormatException("bad key");
        return keys.ToDictionary(k => k, k => $"{k}");
    }
}
