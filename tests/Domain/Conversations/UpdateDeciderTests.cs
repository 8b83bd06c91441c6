using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using Xunit;

namespace SocialCrm.Conversations;

public class UpdateDeciderTests
{
    private static readonly TimelineEntry Said = new() { Version = 2, Direction = Direction.Outbound, At = Traffic.Start, Text = "Huomenna", Subject = "Lento" };

    /// <summary>0 to 12 updates of one message: few times, texts and reasons, so that ties are common.</summary>
    private static Arbitrary<TimelineEntry[]> Updates() => Gen.Choose(0, 12).SelectMany(
        count => Gen.ArrayOf(Gen.Choose(1, 6).SelectMany(kind => Gen.Choose(0, 3), (kind, minute) => (kind, minute)).SelectMany(made => Gen.Choose(0, 2), (made, word) => Row((UpdateKind)made.kind, made.minute, $"w{word}")), count))
        .ToArbitrary();

    private static TimelineEntry Row(UpdateKind kind, int minute, string word)
    {
        var at = Traffic.Start.AddMinutes(minute);
        return kind switch
        {
            UpdateKind.Edited => new TimelineEntry { Of = 2, EditedAt = at, Text = word },
            UpdateKind.Removed => new TimelineEntry { Of = 2, RemovedAt = at },
            _ => new TimelineEntry { Of = 2, Receipt = new DeliveryReceipt(kind, at, kind == UpdateKind.Failed ? word : null) },
        };
    }

    private static string Words(TimelineEntry entry) => $"{entry.Text} {entry.Subject} {entry.EditedAt} {string.Join(',', entry.Earlier)} {entry.RemovedAt} {entry.Receipt}";

    [Fact]
    public void Fold_anyOrderGroupingAndRepetition_sameMessage() =>
        Prop.ForAll(Updates(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (updates, seed) =>
        {
            var random = new Random(seed);
            var shuffled = updates.Concat(updates.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(shuffled);
            var half = random.Next(shuffled.Length + 1);
            var folded = UpdateFold.Fold(UpdateFold.Fold(Said, shuffled[..half]), shuffled[half..]);
            return Words(folded) == Words(UpdateFold.Fold(Said, updates));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fold_againstNaiveReading_sameMessage() =>
        Prop.ForAll(Updates(), updates =>
        {
            var folded = UpdateFold.Fold(Said, updates);
            var isRemoved = updates.Any(static u => u.RemovedAt is not null);
            var edits = updates.Where(static u => u.EditedAt is not null).OrderBy(static u => u.EditedAt).ThenBy(static u => u.Text, StringComparer.Ordinal).ToArray();
            var best = updates.Select(static u => u.Receipt).OfType<DeliveryReceipt>()
                .OrderBy(static r => Array.IndexOf([UpdateKind.Sent, UpdateKind.Delivered, UpdateKind.Failed, UpdateKind.Read], r.State)).ThenBy(static r => r.At).ThenBy(static r => r.Reason, StringComparer.Ordinal).LastOrDefault();
            return folded.Text == (isRemoved ? null : edits.LastOrDefault()?.Text ?? "Huomenna")
                && folded.EditedAt == edits.LastOrDefault()?.EditedAt
                && folded.RemovedAt == updates.Min(static u => u.RemovedAt)
                && folded.Receipt == best
                && (isRemoved || edits.Length == 0 ? folded.Earlier.Count == 0 : folded.Earlier[0].Text == "Huomenna");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_betweenMessagesAndActs_leavesTheConversationAsItWouldBe() =>
        Prop.ForAll(Traffic.Messages(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (messages, seed) =>
        {
            var random = new Random(seed);
            var (plain, told) = (Traffic.New(), Traffic.New());
            List<DecidedEntry> rows = [];
            foreach (var message in messages.OrderBy(static m => ReceiveDecider.MessageOf(m.Interaction).Key))
            {
                plain = Traffic.Receive(plain, [[message]]).State;
                var (next, received) = Traffic.Receive(told, [[message]]);
                (told, rows) = (next, [.. rows, .. received]);
                if (random.Next(5) == 0)
                {
                    var act = new Resolve { Actor = "aino" };
                    plain = ActDecider.Act(plain, act, Traffic.At(message.Interaction.At), default).State;
                    var resolved = ActDecider.Act(told, act, Traffic.At(message.Interaction.At), default);
                    (told, rows) = (resolved.State, [.. rows, .. resolved.Entries]);
                }

                var updated = UpdateDecider.Update(told, [Deliver(message, told.Version, (UpdateKind)random.Next(1, 7), random.Next(-30, 30))]);
                (told, rows) = (updated.State, [.. rows, .. updated.Entries]);
            }

            var replayed = ConversationFold.Replay(Traffic.New(), rows);
            return told.Version == rows.Count && told.Version == plain.Version + messages.Length && Same(told, plain) && Same(told, replayed) && replayed.Version == told.Version;

            static bool Same(ConversationState a, ConversationState b) => Journal.EventJson.Write(a with { Version = 0 }) == Journal.EventJson.Write(b with { Version = 0 });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Update_beforeTheMessage_happensWithIt()
    {
        var answer = Traffic.Answer(5);
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1), answer]]).State;

        var entries = UpdateDecider.Update(state, [Deliver(answer, 2, UpdateKind.Sent, minutes: -1), Deliver(answer, 2, UpdateKind.Failed, minutes: 1)]).Entries;

        Assert.Equal([answer.Interaction.At, answer.Interaction.At.AddMinutes(1)], entries.Select(static e => e.At));
        Assert.All(entries, static e => Assert.Equal(("out-5", null, null), (e.Updates, e.Message, e.Actor)));
        Assert.Equal([new InteractionUpdated(2, UpdateKind.Failed)], entries[1].Events);
        Assert.Equal(new Personal { Reason = "no such number" }, entries[1].Personal);
        Assert.Equal(Personal.None, entries[0].Personal);
    }

    [Fact]
    public void Update_ofAFailedAnswerWrittenHere_tellsItsAuthorAndTheAssignee()
    {
        var answer = Traffic.Answer(5);
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1), answer]]).State;

        var told = Enum.GetValues<UpdateKind>().ToDictionary(static k => k, k =>
            UpdateDecider.Update(state, [Deliver(answer, 2, k, minutes: 1) with { By = "aino" }]).Entries[0].Events.OfType<NoticeRaised>().ToArray());

        var notice = Assert.Single(told[UpdateKind.Failed]);
        Assert.Equal((NoticeLevel.MustReact, "failed"), (notice.Level, notice.About));
        Assert.Equal(["aino", "assignee"], notice.To);
        Assert.All(told.Where(static t => t.Key != UpdateKind.Failed), static t => Assert.Empty(t.Value));
    }

    [Fact]
    public void Update_ofNoConversation_isNothing() => Assert.Empty(UpdateDecider.Update(Traffic.New(), [Deliver(Traffic.Answer(1), 1, UpdateKind.Read, 1)]).Entries);

    [Fact]
    public void FaultOf_receiptsOfCustomersMessages_andNotes()
    {
        foreach (var kind in Enum.GetValues<UpdateKind>())
        {
            var isReceipt = kind >= UpdateKind.Sent;
            Assert.Null(UpdateDecider.FaultOf(kind, Direction.Outbound));
            Assert.Equal(isReceipt ? UpdateFault.NotOfAnswer : null, UpdateDecider.FaultOf(kind, Direction.Inbound));
            Assert.Equal(isReceipt ? UpdateFault.NotOfAnswer : UpdateFault.OfInternal, UpdateDecider.FaultOf(kind, Direction.Internal));
        }
    }

    [Fact]
    public void Source_isOfAllThatIsTold()
    {
        var update = new InteractionUpdate { Channel = "x", Account = "a", ExternalId = "1", Kind = UpdateKind.Edited, At = Traffic.Start, Text = "a" };
        InteractionUpdate[] others =
        [
            update, update with { Channel = "sms" }, update with { Account = "b" }, update with { ExternalId = "2" }, update with { Kind = UpdateKind.Removed }, update with { At = Traffic.Start.AddMilliseconds(1) },
            update with { Text = "b" }, update with { Kind = UpdateKind.Failed, Text = null, Reason = "b" },
        ];

        Assert.Equal(others.Length, others.Select(Sources.OfUpdate).Distinct().Count());
        Assert.Equal(Sources.OfUpdate(update), Sources.OfUpdate(update with { }));
        Assert.DoesNotContain(Sources.OfInteraction("x", "a", "1"), others.Select(Sources.OfUpdate));
    }

    [Fact]
    public void Reply_underAKey_isFoundByItsExternalId()
    {
        var state = Traffic.Receive(Traffic.New(), [[Traffic.Inbound(1)]]).State;
        var source = Sources.OfRequest("aino", "k");
        var reply = ActDecider.Act(state, new Reply { Actor = "aino", Text = "Hei", Source = source }, Traffic.At(Traffic.Start.AddHours(1)), source.Value);

        Assert.Equal(source, Sources.OfReply(reply.Entries[0].Message!.Value.Key.ExternalId));
        Assert.Null(Sources.OfReply("reply-1"));
        Assert.Null(Sources.OfReply("note-" + source.Value.ToString("N")));
    }

    private static UpdateDelivery Deliver(Delivery message, long of, UpdateKind kind, int minutes)
    {
        var update = new InteractionUpdate
        {
            Channel = "x",
            Account = "pohjanlento",
            ExternalId = message.Interaction.ExternalId,
            Kind = kind,
            At = message.Interaction.At.AddMinutes(minutes),
            Text = kind == UpdateKind.Edited ? "korjattu" : null,
            Reason = kind == UpdateKind.Failed ? "no such number" : null,
        };
        return new UpdateDelivery { Update = update, Source = Sources.OfUpdate(update), Of = of, SaidAt = message.Interaction.At };
    }
}
