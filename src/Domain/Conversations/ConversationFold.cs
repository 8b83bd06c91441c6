using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;

namespace SocialCrm.Conversations;

/// <summary>How rows turn one state of a conversation into the next. The state is always what its rows come to.</summary>
public static class ConversationFold
{
    /// <summary>Adds rows, and the fold of all messages after them.</summary>
    public static ConversationState Evolve(ConversationState state, IReadOnlyList<DecidedEntry> entries, MessageFold messages)
    {
        foreach (var entry in entries) state = Apply(state, entry.Events, entry.At);
        return state with { Version = state.Version + entries.Count, Messages = messages };
    }

    /// <summary>The state that a conversation's rows come to, in the order of their versions.</summary>
    public static ConversationState Replay(ConversationState empty, IReadOnlyList<DecidedEntry> rows) =>
        Evolve(empty, rows, MessageFold.Of(rows.Where(r => r.Message is not null).Select(r => r.Message!.Value)));

    /// <summary>What events of one row do to a state, but for its version and messages.</summary>
    public static ConversationState Apply(ConversationState state, IReadOnlyList<ConversationEvent> events, DateTimeOffset at)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (state.Dealings?.Approval is not null && ApprovalDecider.Ends(events[i])) state = state.With(state.Dealt with { Approval = null });
            state = Apply(state, events[i], at);
        }

        return state;
    }

    private static ConversationState Apply(ConversationState state, ConversationEvent e, DateTimeOffset at) => e switch
    {
        InteractionRecorded recorded => Recorded(state, recorded, at),
        ConversationReopened or ConversationWoken => state with { Phase = Phase.Active, PhaseSince = at, SnoozedUntil = null },
        ConversationSnoozed snoozed => state with { Phase = Phase.Snoozed, PhaseSince = at, SnoozedUntil = snoozed.Until, SnoozeGeneration = snoozed.Generation },
        ConversationResolved => state with { Phase = Phase.Resolved, PhaseSince = at, SnoozedUntil = null },
        ConversationClaimed claimed => To(state, claimed.Assignee, at),
        ConversationAssigned assigned => To(state, assigned.Assignee, at),
        ConversationHandedOver handedOver => To(state, handedOver.Assignee, at) with { Queue = handedOver.Queue ?? state.Queue },
        PriorityChanged changed => state with { Priority = changed.Priority },
        QueueChanged changed => state with { Queue = changed.Queue },
        TagsChanged changed => state with { Tags = changed.Tags },
        CommitmentMade or CommitmentLate or CommitmentToldOf or CommitmentSettled => state.With(CommitmentDecider.Evolve(state.Dealt, e, at)),
        AbuseStepTaken or StandingApplied or MuteEnded or ClaimJudged or SilenceNoticed => state.With(AbuseDecider.Evolve(state.Dealt, e, at)),
        ApprovalAsked or ApprovalDecided => state.With(ApprovalDecider.Evolve(state.Dealt, e, at)),
        _ => ClockFold.Evolve(state, e),
    };

    private static ConversationState To(ConversationState state, string? assignee, DateTimeOffset at) =>
        state with { Assignee = assignee, AssigneeSince = assignee is null ? null : at };

    private static ConversationState Recorded(ConversationState state, InteractionRecorded e, DateTimeOffset at)
    {
        if (e is { Language: { } language, Direction: Direction.Inbound })
            state = state with { Spoken = SpokenLanguage.Later(state.Spoken, new SpokenLanguage(SpokenLanguage.Primary(language), at)) };
        return (e.Public || state.Public) == state.Public && e.History == state.Held && e.Known == state.Known
            ? state
            : state with { Public = e.Public || state.Public, Held = e.History, Known = e.Known };
    }
}
