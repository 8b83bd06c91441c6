using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using Xunit;

namespace SocialCrm.Routing;

public sealed class LedgerTests
{
    [Fact]
    public void Presence_lasts_as_long_as_it_is_said_again()
    {
        var ledger = new PresenceLedger(Traffic.Start);
        Say(ledger, Presence.Online, 0, changed: true);
        Say(ledger, Presence.Online, 80, changed: false);

        Assert.Equal(Traffic.Start, ledger.Of("aino").Since);
        Assert.Empty(ledger.Expire(At(169), Seconds(169)));
        Assert.Equal(new AgentPresence { Agent = "aino", Presence = Presence.Off, Since = At(170) }, Assert.Single(ledger.Expire(At(170), Seconds(170))));
        Assert.Empty(ledger.Expire(At(171), Seconds(171)));
        Assert.Equal((Presence.Off, Traffic.Start), (ledger.Of("nobody").Presence, ledger.Of("nobody").Since));
    }

    [Fact]
    public void Presence_is_not_ended_by_a_clock_that_jumps()
    {
        var ledger = new PresenceLedger(Traffic.Start);
        Say(ledger, Presence.Away, 0, changed: true);

        Assert.Empty(ledger.Expire(At(86_400), Seconds(10)));
        Assert.Equal(Presence.Away, ledger.Of("aino").Presence);
    }

    [Fact]
    public void Seats_are_kept_up_to_capacity_and_freed_when_not_taken()
    {
        var ledger = new SeatLedger();
        ledger.Counted(new Dictionary<string, int> { ["aino"] = 1 }, Seconds(0));

        Assert.Equal([SeatOf(1), SeatOf(2)], ledger.Keep([SeatOf(1), SeatOf(2), SeatOf(3)], static _ => 3, Seconds(1)));
        Assert.Empty(ledger.Keep([SeatOf(1)], static _ => 9, Seconds(1)));
        ledger.Settle([Outcome(1, taken: false), Outcome(2, taken: true)], Seconds(2));
        Assert.Equal(2, ledger.LoadOf("aino"));
    }

    [Fact]
    public void Seats_are_forgotten_by_a_read_that_began_after_them_only()
    {
        var ledger = new SeatLedger();
        ledger.Keep([SeatOf(1), SeatOf(2)], static _ => 3, Seconds(1));
        ledger.Settle([Outcome(1, taken: true)], Seconds(3));

        ledger.Counted(new Dictionary<string, int>(), readBegan: Seconds(2));
        Assert.Equal(2, ledger.LoadOf("aino"));
        ledger.Counted(new Dictionary<string, int> { ["aino"] = 1 }, readBegan: Seconds(4));
        Assert.Equal(2, ledger.LoadOf("aino"));
        ledger.Counted(new Dictionary<string, int> { ["aino"] = 1 }, readBegan: Seconds(62));
        Assert.Equal(1, ledger.LoadOf("aino"));
    }

    /// <summary>Several queues give to one agent, with reads at any moment: whatever is committed never exceeds the capacity.</summary>
    [Fact]
    public void Seats_never_let_more_be_committed_than_there_is_room() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 4), 60).ToArbitrary(),
        static steps =>
        {
            const int capacity = 4;
            var ledger = new SeatLedger();
            var (committed, answered, next) = (0, 0, 0);
            Queue<int> underWay = [];
            for (var now = 0; now < steps.Length; now++)
            {
                switch (steps[now])
                {
                    case 0: ledger.Counted(new Dictionary<string, int> { ["aino"] = committed - answered }, Seconds(now)); break;
                    case 1 when ledger.Keep([SeatOf(++next)], static _ => capacity, Seconds(now)).Count > 0: underWay.Enqueue(next); break;
                    case 2 when underWay.TryDequeue(out var seat): committed++; ledger.Settle([Outcome(seat, taken: true)], Seconds(now)); break;
                    case 3 when underWay.TryDequeue(out var lost): ledger.Settle([Outcome(lost, taken: false)], Seconds(now)); break;
                    case 4 when committed > answered: answered++; break;
                }

                Assert.InRange(committed - answered + underWay.Count, 0, capacity);
            }
        }).QuickCheckThrowOnFailure();

    private static void Say(PresenceLedger ledger, Presence presence, double seconds, bool changed)
    {
        ledger.Say("aino", presence, At(seconds), Seconds(seconds), out var isChanged);
        Assert.Equal(changed, isChanged);
    }

    private static DateTimeOffset At(double seconds) => Traffic.Start.AddSeconds(seconds);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Seat SeatOf(int number) => new() { Conversation = Id(number), Agent = "aino" };

    private static SeatOutcome Outcome(int number, bool taken) => new() { Conversation = Id(number), IsTaken = taken };

    private static ConversationId Id(int number) => ConversationId.From(new Guid(number, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1));
}
