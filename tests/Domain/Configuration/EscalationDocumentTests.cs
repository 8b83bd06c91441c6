using SocialCrm.Escalation;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class EscalationDocumentTests
{
    [Fact]
    public void Ladder_is_read_as_written()
    {
        var ladder = Reading.Sound<Ladders>(DocumentKinds.Escalation, """
            ladders:
              oletus:
                - { at: 50%, notify: assignee }
                - { at: breach, notify: [role:supervisor, team:tuki, liisa, on-call], raisePriority: yes }
                - { after: 30m, moveTo: päivystys, assign: none }
                - { after: 2h, assign: liisa, callOut: päivystäjä }
            """).Of("oletus")!;

        Assert.Equal([50, 100, null, null], ladder.Steps.Select(s => s.AtPercent));
        Assert.Equal([0, 0, 30, 120], ladder.Steps.Select(s => s.After.TotalMinutes));
        Assert.Equal(["role:supervisor", "team:tuki", "liisa", "on-call"], ladder.Steps[1].Notify);
        Assert.Equal([false, true, false, false], ladder.Steps.Select(s => s.RaisePriority));
        Assert.Equal(("päivystys", "none"), (ladder.Steps[2].MoveTo, ladder.Steps[2].Assign));
        Assert.Equal(("liisa", "päivystäjä"), (ladder.Steps[3].Assign, ladder.Steps[3].CallOut));
    }

    [Theory]
    [InlineData("{ a: [{ notify: assignee }] }", "ladders.a[0] Impossible AtOrAfter")]
    [InlineData("{ a: [{ at: breach, after: 1h, notify: assignee }] }", "ladders.a[0] Impossible AtOrAfter")]
    [InlineData("{ a: [{ at: breach }] }", "ladders.a[0] Impossible DoesNothing")]
    [InlineData("{ a: [{ at: 101%, notify: assignee }] }", "ladders.a[0].at OutOfRange 1..100")]
    [InlineData("{ a: [{ at: soon, notify: assignee }] }", "ladders.a[0].at OutOfRange 1..100")]
    [InlineData("{ a: [{ after: 100d, notify: assignee }] }", "ladders.a[0].after NotADuration 1s..90d")]
    [InlineData("{ a: [{ at: breach, notify: assignee }, { at: 80%, notify: assignee }] }", "ladders.a[1] Impossible StepsOutOfOrder breach")]
    [InlineData("{ a: [{ after: 2h, notify: assignee }, { after: 1h, notify: assignee }] }", "ladders.a[1] Impossible StepsOutOfOrder 2h")]
    [InlineData("{ a: [{ at: breach, raisePriority: perhaps }] }", "ladders.a[0].raisePriority UnknownWord true, false")]
    [InlineData("{ a: [{ at: breach, shout: yes }] }", "ladders.a[0].shout UnknownMember shout\nladders.a[0] Impossible DoesNothing")]
    [InlineData("{ 'a/b': [] }", "ladders.a/b NotAName")]
    public void Faults_name_the_field_and_the_rule(string ladders, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Escalation, "ladders: " + ladders));
}
