using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SocialCrm.Conversations;

public class MessageFoldTests
{
    [Fact]
    public void Receive_anyOrderAndGrouping_sameState() =>
        Prop.ForAll(Traffic.Messages(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (messages, seed) =>
        {
            var inOrder = Traffic.Receive(Traffic.New(), [messages]).State;
            var random = new Random(seed);
            var shuffled = messages.ToArray();
            random.Shuffle(shuffled);
            var other = Traffic.Receive(Traffic.New(), Split(shuffled, random)).State;
            return Equal(inOrder, other);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replay_ofRows_equalsState() =>
        Prop.ForAll(Traffic.Messages(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (messages, seed) =>
        {
            var random = new Random(seed);
            random.Shuffle(messages);
            var (state, rows) = Traffic.Receive(Traffic.New(), Split(messages, random));
            return Equal(state, ConversationFold.Replay(Traffic.New(), rows)) && state.Version == messages.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Recent_manyMessages_foldsAsAllOfThem()
    {
        var random = new Random(7);
        var all = Enumerable.Range(0, 400).Select(i => ReceiveDecider.MessageOf(
            Traffic.Deliver(i % 3 == 0 ? Interactions.Direction.Outbound : Interactions.Direction.Inbound, i + random.Next(-3, 3), $"m{i}").Interaction)).ToList();
        var recent = RecentMessages.Of(MessageFold.Empty);
        foreach (var message in all)
        {
            Assert.False(recent.IsBefore(message.Key));
            Assert.False(recent.Contains(message.Key));
            recent = recent.Add([message]);
            Assert.True(recent.Contains(message.Key));
        }

        Assert.Equal(MessageFold.Of(all), recent.Fold);
        Assert.Equal(RecentMessages.MaxKept, recent.Kept.Count);
        Assert.Equal(recent.Fold, RecentMessages.Of(all).Fold);
    }

    [Fact]
    public void Fold_againstNaiveReading_sameFigures() =>
        Prop.ForAll(Traffic.Messages(), messages =>
        {
            var state = Traffic.Receive(Traffic.New(), [messages]).State.Messages;
            var sorted = messages.Select(d => d.Interaction)
                .OrderBy(i => i.At).ThenBy(i => (int)i.Direction).ThenBy(i => i.ExternalId, StringComparer.Ordinal).ToList();

            var responses = new List<double>();
            DateTimeOffset? waiting = null;
            foreach (var i in sorted)
            {
                if (i.Direction == Interactions.Direction.Inbound) waiting ??= i.At;
                if (i.Direction != Interactions.Direction.Outbound || i.Automatic || waiting is null) continue;
                responses.Add((i.At - waiting.Value).TotalMilliseconds);
                waiting = null;
            }

            return state.WaitingSince == waiting
                && state.Responses == responses.Count
                && state.TotalResponseMs == (long)responses.Sum()
                && state.FirstResponseMs == (responses.Count == 0 ? null : (long?)responses[0])
                && state.LastResponseMs == (responses.Count == 0 ? null : (long?)responses[^1]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Answer_atTheSecondOfTheQuestion_answersIt()
    {
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Answer(3), Traffic.Inbound(3)]]).State;

        Assert.Null(state.Messages.WaitingSince);
        Assert.Equal(0, state.Messages.FirstResponseMs);
    }

    [Fact]
    public void AutomaticAnswer_leavesTheCustomerWaiting()
    {
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1), Traffic.Automatic(2)]]).State;

        Assert.Equal(Traffic.Start.AddMinutes(1), state.Messages.WaitingSince);
        Assert.Null(state.Messages.FirstRespondedAt);
        Assert.Equal(Status.Open, state.Status);
    }

    [Fact]
    public void LateQuestion_beforeTheAnswer_becomesTheStartOfTheWait()
    {
        var (state, _) = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(5)], [Traffic.Answer(9)], [Traffic.Inbound(2)]]);

        Assert.Equal((long)TimeSpan.FromMinutes(7).TotalMilliseconds, state.Messages.FirstResponseMs);
        Assert.Equal(Traffic.Start.AddMinutes(2), state.Messages.OpenedAt);
    }

    [Fact]
    public void Add_olderThanTheNewest_throws()
    {
        var fold = MessageFold.Of([new Message(new MessageKey(Traffic.Start, Interactions.Direction.Inbound, "b"), false)]);

        Assert.Throws<ArgumentException>(() => fold.Add(new Message(new MessageKey(Traffic.Start, Interactions.Direction.Inbound, "a"), false)));
    }

    private static IEnumerable<T[]> Split<T>(T[] items, Random random)
    {
        for (var i = 0; i < items.Length;)
        {
            var size = Math.Min(items.Length - i, random.Next(1, 6));
            yield return items[i..(i + size)];
            i += size;
        }
    }

    private static bool Equal(ConversationState left, ConversationState right) =>
        left.Messages == right.Messages && left.Status == right.Status && left.Phase == right.Phase && left.Version == right.Version
        && left.Public == right.Public && left.Assignee == right.Assignee && left.Queue == right.Queue && left.Priority == right.Priority;
}
