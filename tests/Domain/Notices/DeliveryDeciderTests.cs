using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace SocialCrm.Notices;

public class DeliveryDeciderTests
{
    private static readonly NoticePlan Plan = new() { GroupWithin = TimeSpan.FromMinutes(5), QuietHours = new QuietHours(new LocalTime(22, 0), new LocalTime(7, 0), DateTimeZone.Utc) };
    private static readonly DateTimeOffset Noon = new(2026, 4, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Night = Noon.AddHours(11);

    [Fact]
    public void Decide_first_at_once_and_the_next_together()
    {
        Assert.Null(DeliveryDecider.Decide("aino", 0, 0, null, Plan, Noon));
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 1, 0, null, Plan, Noon));
        Assert.Null(DeliveryDecider.Decide("aino", 1, 0, Noon, Plan, Noon.AddMinutes(4)));
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 9, 0, Noon, Plan, Noon.AddMinutes(5)));
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 1, 1, Noon, Plan, Noon.AddMinutes(1)));
    }

    [Fact]
    public void Decide_quiet_hours_hold_all_but_what_the_one_on_call_must_react_to()
    {
        Assert.Null(DeliveryDecider.Decide("aino", 5, 0, null, Plan, Night));
        Assert.Equal(Told.Urgent, DeliveryDecider.Decide("aino", 5, 1, null, Plan, Night));
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 5, 0, null, Plan, Night.AddHours(8)));
        var without = Plan with { QuietHours = null, People = new Dictionary<string, Contact> { ["otto"] = new() { QuietHours = Plan.QuietHours } } };
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 5, 0, null, without, Night));
        Assert.Null(DeliveryDecider.Decide("otto", 5, 0, null, without, Night));
    }

    [Fact]
    public void Decide_clock_that_was_put_back_silences_nobody() =>
        Assert.Equal(Told.All, DeliveryDecider.Decide("aino", 1, 0, Noon.AddDays(1), Plan, Noon));

    /// <summary>However notices come: every one is told once, none in quiet hours, and never more often than the plan's time allows.</summary>
    [Fact]
    public void Decide_any_stream_of_notices_is_told_whole_and_seldom() => Prop.ForAll(
        Gen.Choose(0, 2_000).ArrayOf().ToArbitrary(), minutes =>
        {
            var raised = minutes.Select(m => Noon.AddMinutes(m)).Order().ToArray();
            var told = new List<(DateTimeOffset At, int Count)>();
            var waiting = 0;
            var next = 0;
            for (var minute = 0; minute < 4_000; minute++)
            {
                var now = Noon.AddMinutes(minute);
                while (next < raised.Length && raised[next] <= now) { waiting++; next++; }
                if (DeliveryDecider.Decide("aino", waiting, 0, told.Count == 0 ? null : told[^1].At, Plan, now) is null) continue;
                told.Add((now, waiting));
                waiting = 0;
            }

            return waiting == 0 && told.Sum(t => t.Count) == raised.Length
                && told.Zip(told.Skip(1)).All(pair => pair.Second.At - pair.First.At >= Plan.GroupWithin)
                && told.All(t => t.At.Hour is >= 7 and < 22);
        }).QuickCheckThrowOnFailure();
}
