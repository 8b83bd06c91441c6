using SocialCrm.Abuse;
using SocialCrm.Commitments;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Rules;

namespace SocialCrm.ResponseTimes;

/// <summary>
/// Judges what is due by now, each moment once: a row of its own, in the order of their times, known by the wait that it belongs to. Asking too early, late or
/// twice changes nothing.
/// </summary>
public static class DueDecider
{
    /// <summary>Most moments of one commit; more are judged in the next.</summary>
    private const int MaxEntries = 100;

    public static Decision Judge(ConversationState state, DecisionContext context) => state.NextDueAt is { } due && due <= context.Now
        ? Collect(state, context, isPast: false)
        : Decision.Nothing(state);

    /// <summary>
    /// Past traffic is all in: what its clocks missed is recorded, and nobody is told of it; what is still to come is due from now on.
    /// </summary>
    public static Decision EndHistory(ConversationState state, DecisionContext context)
    {
        if (!state.Held || state.Clocks.Count == 0) return Decision.Nothing(state);
        var judged = Collect(state with { Held = false }, context, isPast: true);
        if (judged.Entries.Count == MaxEntries) return judged with { State = judged.State with { Held = true } };
        ConversationEvent[] ended = [new HistoryEnded()];
        var after = ConversationFold.Apply(judged.State, ended, context.Now);
        return new Decision(null, [.. judged.Entries, new DecidedEntry { Events = ended, At = context.Now }], after with { Version = after.Version + 1 });
    }

    private static Decision Collect(ConversationState state, DecisionContext context, bool isPast)
    {
        List<DecidedEntry> entries = [];
        var current = state;
        while (entries.Count < MaxEntries && current.NextDueAt is { } due && due <= context.Now)
        {
            var entry = current.SnoozeEndsAt == due ? Wake(current, due, context)
                : current.Dealt.NextAt == due ? Dealt(current, due, context)
                : Mark(current, due, context, isPast);
            var judged = ConversationFold.Apply(current, entry.Events, entry.At);
            var ruled = RuleRun.After(entry.Events, current, judged, entry, isPast, context);
            entries.Add(ruled.Count == 0 ? entry : entry with { Events = [.. entry.Events, .. ruled] });
            current = ConversationFold.Apply(judged, ruled, entry.At);
        }

        return entries.Count == 0 ? Decision.Nothing(state) : new Decision(null, entries, current with { Version = state.Version + entries.Count });
    }

    /// <summary>Clocks run on from the snooze's own end, however late that is found out.</summary>
    private static DecidedEntry Wake(ConversationState state, DateTimeOffset due, DecisionContext context) => new()
    {
        Events = [new ConversationWoken(state.SnoozeGeneration), .. ActClocks.Resumed(state, due, context)],
        At = context.Now,
        Source = Sources.OfDeadline(state.Id, "snooze", state.SnoozeGeneration),
    };

    private static DecidedEntry Dealt(ConversationState state, DateTimeOffset due, DecisionContext context) =>
        state.Dealt.Commitments.FirstOrDefault(c => c.NextAt == due) is { } commitment
            ? CommitmentDecider.Due(state, commitment, context)
            : AbuseDecider.EndMute(state, due, context);

    private static DecidedEntry Mark(ConversationState state, DateTimeOffset due, DecisionContext context, bool isPast)
    {
        var clock = state.Clocks.First(c => c.NextAt == due);
        var configuration = context.Configurations.At(clock.Configuration);
        var marks = Marks.Of(clock, configuration);
        var mark = marks[clock.Passed];
        var passed = (clock with { Passed = clock.Passed + 1 }).Timed(configuration);
        List<ConversationEvent> events = [new MarkPassed(clock.Kind, clock.Since, passed.Passed, passed.NextAt)];
        var late = Lateness.Ms(due, context.Now);
        if (mark.IsBreach)
        {
            if (!clock.Breached) events.Add(ResponseReckoner.Breach(clock, context.Now, configuration));
        }
        else if (mark.Step is not { } step)
        {
            events.Add(new TargetWarned(clock.Kind, clock.Since, mark.Percent, clock.DueAt ?? due, late));
        }
        else if (!isPast && configuration.Escalation.Of(configuration.ResponseTimes.ById(clock.Policy)?.Ladder) is { } ladder)
        {
            events.AddRange(Steps.Take(state, clock, ladder, step, late, context));
        }

        return new DecidedEntry { Events = events, At = context.Now, Source = SourceOf(state.Id, clock, passed.Passed) };
    }

    /// <summary>The generation of a clock's deadline is its wait; the mark tells them apart.</summary>
    private static SourceId SourceOf(ConversationId id, Clock clock, int mark) => Sources.OfDeadline(
        id, $"{DeadlineList.NameOf(clock.Kind)}:{mark.ToString(System.Globalization.CultureInfo.InvariantCulture)}", clock.Since.ToUnixTimeMilliseconds());
}
