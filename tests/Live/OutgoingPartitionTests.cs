using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using System.Threading.Channels;
using Xunit;

namespace SocialCrm.Live;

public sealed class OutgoingPartitionTests
{
    private readonly Channel<FeedPublication> _published = Channel.CreateUnbounded<FeedPublication>();
    private readonly IFeedGrain _feed = Substitute.For<IFeedGrain>();
    private readonly ManualTime _time = new();
    private readonly PublisherOptions _options = new() { MaxWaitingChanges = 5, MaxChangesPerRound = 3 };
    private readonly Desk _desk = new();
    private readonly OutgoingPartition _partition;
    private Func<Task> _answer = static () => Task.CompletedTask;

    public OutgoingPartitionTests()
    {
        _feed.PublishAsync(null!).ReturnsForAnyArgs(call =>
        {
            var answer = _answer();
            _published.Writer.TryWrite(call.Arg<FeedPublication>());
            return answer;
        });
        _partition = new OutgoingPartition(0, Guid.NewGuid(), _feed, _options, _time, NullLogger.Instance);
    }

    [Fact]
    public async Task Add_whileARoundIsUnderWay_collectsForTheNext()
    {
        var first = HoldAnswers();
        Add(1);
        Assert.Equal((1, 1), await NextAsync());
        Add(3);
        _answer = static () => Task.CompletedTask;
        first.SetResult();
        Assert.Equal((2, 3), await NextAsync());
    }

    [Fact]
    public async Task Add_moreThanARoundTakes_goesInSeveral()
    {
        var first = HoldAnswers();
        Add(1);
        await NextAsync();
        Add(5);
        _answer = static () => Task.CompletedTask;
        first.SetResult();
        Assert.Equal([(2, 3), (3, 2)], new[] { await NextAsync(), await NextAsync() });
    }

    [Fact]
    public async Task Add_beyondTheBound_skipsANumber()
    {
        var first = HoldAnswers();
        Add(1);
        await NextAsync();
        Add(6);
        Add(1);
        _answer = static () => Task.CompletedTask;
        first.SetResult();
        Assert.Equal((3, 1), await NextAsync());
    }

    [Fact]
    public async Task FailedRound_skipsANumber_withTheNextBeat()
    {
        _answer = static () => Task.FromException(new InvalidOperationException("the feed is away"));
        Add(1);
        Assert.Equal((1, 1), await NextAsync());
        _answer = static () => Task.CompletedTask;
        await BeatUntilPublishedAsync();
        Assert.Equal(3, (await NextAsync()).Number);
        Add(1);

        // Beats that came meanwhile are numbered without a gap, too.
        var number = 4;
        var next = await NextAsync();
        while (next == (number, 0))
        {
            number++;
            next = await NextAsync();
        }

        Assert.Equal((number, 1), next);
    }

    [Fact]
    public async Task RoundWithoutAnAnswer_countsAsFailedAfterItsTime()
    {
        HoldAnswers();
        Add(1);
        await NextAsync();
        await Eventually.BecomesAsync(() => _time.Waiting == 1, "the round is timed");
        _answer = static () => Task.CompletedTask;
        _time.Advance(_options.RoundTimeout);
        await BeatUntilPublishedAsync();
        Assert.Equal(3, (await NextAsync()).Number);
    }

    [Fact]
    public async Task Leave_publishesWhatWaits_thenSaysLast()
    {
        var first = HoldAnswers();
        Add(1);
        await NextAsync();
        Add(4);
        var left = _partition.LeaveAsync();
        _answer = static () => Task.CompletedTask;
        first.SetResult();
        await left.WithinBoundAsync("leaving");
        var rest = new List<FeedPublication>();
        while (_published.Reader.TryRead(out var publication)) rest.Add(publication);
        Assert.Equal(4, rest.Sum(p => p.Changes.Count));
        Assert.Equal([.. Enumerable.Repeat(false, rest.Count - 1), true], rest.Select(p => p.Last));
    }

    private TaskCompletionSource HoldAnswers()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = () => held.Task;
        return held;
    }

    private void Add(int changes)
    {
        for (var i = 0; i < changes; i++) _partition.Add(_desk.Write(1));
    }

    private async Task<(long Number, int Changes)> NextAsync()
    {
        var publication = await _published.Reader.ReadAsync().AsTask().WithinBoundAsync("a publication");
        return (publication.Number, publication.Changes.Count);
    }

    private Task BeatUntilPublishedAsync() => Eventually.BecomesAsync(
        () =>
        {
            if (_published.Reader.Count > 0) return true;
            _partition.Beat();
            return false;
        },
        "the next publication");
}
