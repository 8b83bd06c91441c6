using SocialCrm.Journal;
using SocialCrm.Storage.Postgres;
using Xunit;

namespace SocialCrm.Storage.Tests;

public sealed class PostgresReachTests
{
    private readonly Clock clock = new();
    private readonly PostgresReach reach;

    public PostgresReachTests() => reach = new(clock);

    [Fact]
    public async Task Ask_while_the_server_is_away_is_refused_at_once_but_for_one_call_that_looks()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(Away));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(MustNotBeAsked));

        clock.Advance(TimeSpan.FromMilliseconds(100));
        var answer = new TaskCompletionSource<int>();
        var looking = reach.AskAsync(() => answer.Task);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(MustNotBeAsked));
        answer.SetResult(1);

        Assert.Equal(1, await looking);
        Assert.Equal(2, await reach.AskAsync(() => Task.FromResult(2)));
    }

    [Fact]
    public async Task Ask_that_finds_it_still_away_lets_the_next_look_after_a_pause()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(Away));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(Away));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(MustNotBeAsked));

        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, await reach.AskAsync(() => Task.FromResult(1)));
    }

    [Fact]
    public async Task Ask_that_the_server_itself_refuses_says_that_it_is_there()
    {
        await Assert.ThrowsAsync<FormatException>(() => reach.AskAsync<int>(static () => throw new FormatException("a text it can't hold")));
        Assert.Equal(1, await reach.AskAsync(() => Task.FromResult(1)));
    }

    [Fact]
    public async Task IsAway_from_a_failure_until_an_answer_or_five_seconds_in_which_nobody_looked()
    {
        Assert.False(reach.IsAway);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => reach.AskAsync(Away));
        Assert.True(reach.IsAway);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(reach.IsAway);

        var answer = new TaskCompletionSource<int>();
        var looking = reach.AskAsync(() => answer.Task);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(reach.IsAway);
        answer.SetResult(1);
        await looking;
        Assert.False(reach.IsAway);
    }

    private static Task<int> Away() => throw new StoreUnavailableException("away");

    private static Task<int> MustNotBeAsked() => throw new InvalidOperationException("asked while another call looks");

    private sealed class Clock : TimeProvider
    {
        private long timestamp;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => timestamp;

        public void Advance(TimeSpan by) => timestamp += by.Ticks;
    }
}
