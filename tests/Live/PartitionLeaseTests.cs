using Xunit;

namespace SocialCrm.Live;

public sealed class PartitionLeaseTests
{
    private static readonly Guid Epoch = Guid.NewGuid();
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private readonly PartitionLease _lease = new();

    [Fact]
    public void Renewed_first_makesItActiveUntilSilence()
    {
        Assert.False(_lease.IsActive(Start));
        Assert.Null(_lease.Renewed(At(5), Start, Start));
        Assert.True(_lease.IsActive(Start + PartitionLease.Silence));
        Assert.False(_lease.IsActive(Start + PartitionLease.Silence + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Arrived_inSequenceAfterTheRenewal_losesNothing()
    {
        _lease.Renewed(At(5), Start, Start);
        Assert.All(new long[] { 6, 7, 7 }, sequence => Assert.Null(_lease.Arrived(At(sequence))));
    }

    [Fact]
    public void Arrived_withAGap_isALossOnce()
    {
        _lease.Renewed(At(5), Start, Start);
        Assert.Equal("gap", _lease.Arrived(At(7)));
        Assert.Null(_lease.Arrived(At(8)));
    }

    [Fact]
    public void Arrived_ofAnotherEpoch_isALossOnce()
    {
        _lease.Renewed(At(5), Start, Start);
        var next = new FeedPosition { Epoch = Guid.NewGuid(), Sequence = 1 };
        Assert.Equal("new epoch", _lease.Arrived(next));
        Assert.Null(_lease.Renewed(next, Start, Start));
    }

    [Fact]
    public void Renewed_inAnotherEpoch_isALoss()
    {
        _lease.Renewed(At(5), Start, Start);
        Assert.Equal("new epoch", _lease.Renewed(new FeedPosition { Epoch = Guid.NewGuid() }, Start, Start));
    }

    [Fact]
    public void Arrived_beforeTheFirstRenewalIsAnswered_losesNothing()
    {
        Assert.Null(_lease.Arrived(At(6)));
        Assert.Null(_lease.Arrived(At(9)));
        Assert.Null(_lease.Renewed(At(10), Start, Start));
        Assert.Null(_lease.Beat(Start + FeedTimes.Beat));
        Assert.Null(_lease.Arrived(At(11)));
    }

    [Fact]
    public void Beat_withABatchThatARenewalPromised_isALossWhenItStaysAway()
    {
        _lease.Renewed(At(5), Start, Start);
        _lease.Renewed(At(6), Start, Start);
        Assert.Null(_lease.Beat(Start + FeedTimes.Beat / 4));
        Assert.Equal("last batch", _lease.Beat(Start + FeedTimes.Beat));
        Assert.Null(_lease.Arrived(At(7)));
    }

    [Fact]
    public void Beat_withAPromisedBatchThatCameMeanwhile_losesNothing()
    {
        _lease.Renewed(At(5), Start, Start);
        _lease.Renewed(At(6), Start, Start);
        _lease.Arrived(At(6));
        Assert.Null(_lease.Beat(Start + FeedTimes.Beat));
    }

    [Fact]
    public void Renewed_again_doesNotPutOffWhatWasPromised()
    {
        _lease.Renewed(At(5), Start, Start);
        _lease.Renewed(At(6), Start, Start);
        _lease.Renewed(At(6), Start + FeedTimes.Beat, Start + FeedTimes.Beat);
        Assert.Equal("last batch", _lease.Beat(Start + FeedTimes.Beat));
    }

    [Fact]
    public void Beat_afterSilence_isALossAndEndsIt()
    {
        _lease.Renewed(At(5), Start, Start);
        var late = Start + PartitionLease.Silence + TimeSpan.FromTicks(1);
        Assert.Equal("silence", _lease.Beat(late));
        Assert.Null(_lease.Beat(late));
        Assert.False(_lease.IsActive(late));
    }

    private static FeedPosition At(long sequence) => new() { Epoch = Epoch, Sequence = sequence };
}
