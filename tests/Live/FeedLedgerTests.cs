using NSubstitute;
using Xunit;

namespace SocialCrm.Live;

public sealed class FeedLedgerTests
{
    private static readonly Guid Publisher = Guid.NewGuid();
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private readonly FeedLedger _ledger = new(Guid.NewGuid());

    [Fact]
    public void MissedBefore_numbersInOrderFromOne_missNothing() => Assert.Equal([false, false, false], Misses(1, 2, 3));

    [Fact]
    public void MissedBefore_skippedNumber_isMissedOnce() => Assert.Equal([false, true, false], Misses(1, 3, 4));

    [Fact]
    public void MissedBefore_lateNumber_isMissedAndTheNewestStays() => Assert.Equal([false, true, true, false], Misses(1, 3, 2, 4));

    [Fact]
    public void MissedBefore_unknownPublisherInTheMiddle_isMissed() => Assert.Equal([true, false], Misses(58, 59));

    [Fact]
    public void MissedBefore_publisherThatLeftAndGoesOn_isMissed()
    {
        Assert.False(_ledger.MissedBefore(new FeedPublication { Publisher = Publisher, Number = 1, Last = true }, Start));
        Assert.Equal([true], Misses(2));
    }

    [Fact]
    public void DropSilentPublishers_afterTheirLease_countsThoseThatDidNotLeave()
    {
        Misses(1);
        _ledger.MissedBefore(new FeedPublication { Publisher = Guid.NewGuid(), Number = 1, Last = true }, Start);
        Assert.Equal(0, _ledger.DropSilentPublishers(Start + FeedTimes.PublisherLease));
        Assert.Equal(1, _ledger.DropSilentPublishers(Start + FeedTimes.PublisherLease + TimeSpan.FromTicks(1)));
        Assert.Equal(0, _ledger.DropSilentPublishers(Start + FeedTimes.PublisherLease * 2));
    }

    [Fact]
    public void Next_countsFromOneInEveryEpoch()
    {
        Assert.Equal([1, 2], new[] { _ledger.Next(3, []), _ledger.Next(3, []) }.Select(b => b.Position.Sequence));
        var epoch = Guid.NewGuid();
        _ledger.BeginEpoch(epoch);
        Assert.Equal(new FeedPosition { Epoch = epoch, Sequence = 0 }, _ledger.Position);
        Assert.Equal(new FeedPosition { Epoch = epoch, Sequence = 1 }, _ledger.Next(3, []).Position);
    }

    [Fact]
    public void DropObservers_afterTheirLease_keepsThoseThatRenewed()
    {
        var (early, late) = (Substitute.For<IFeedObserver>(), Substitute.For<IFeedObserver>());
        _ledger.Renew("early", early, Start);
        _ledger.Renew("late", late, Start);
        _ledger.Renew("late", late, Start + FeedTimes.Beat);
        _ledger.DropObservers(Start + FeedTimes.ObserverLease + FeedTimes.Beat / 2);
        Assert.Equal([late], _ledger.Observers);
        _ledger.Leave("late");
        Assert.Empty(_ledger.Observers);
    }

    [Fact]
    public void Renew_beyondTheBound_isRefusedForNewHostsOnly()
    {
        for (var i = 0; i < FeedLedger.MaxObservers; i++) Assert.True(_ledger.Renew($"host-{i}", Substitute.For<IFeedObserver>(), Start));
        Assert.False(_ledger.Renew("one more", Substitute.For<IFeedObserver>(), Start));
        Assert.True(_ledger.Renew("host-0", Substitute.For<IFeedObserver>(), Start));
    }

    private bool[] Misses(params int[] numbers) =>
        Array.ConvertAll(numbers, n => _ledger.MissedBefore(new FeedPublication { Publisher = Publisher, Number = n }, Start));
}
