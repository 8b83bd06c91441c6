using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;

namespace SocialCrm.Conversations;

/// <summary>Decides what people of the company may do with a conversation, and what comes of it.</summary>
public static class ActDecider
{
    public const int MaxTags = 50;

    /// <param name="id">Names the interaction that a reply or a note records.</param>
    public static Decision Act(ConversationState state, ConversationAct act, DecisionContext context, Guid id)
    {
        if (!state.Exists) return Decision.Refuse(state, ActOutcome.NotFound);
        if (act.ExpectedVersion is { } expected && expected != state.Version) return Decision.Refuse(state, Late(state, act));
        // What was due before the act is judged before it: the act may end or move what runs.
        var due = DueDecider.Judge(state, context);
        var decision = act is RoutingAct routing ? RoutingActDecider.Decide(due.State, routing, context) : Decide(due.State, act, context, id);
        if (decision.Refusal is not null || decision.Entries.Count == 0) return decision with { State = state };
        var followed = ActClocks.Follow(due, decision, act, context);
        return act is TakeAbuseStep step && AbuseDecider.TextOf(due.State, step, context) is { } text ? Tell(followed, text, act, id) : followed;
    }

    /// <summary>Adds what the customer is told of an act: an automatic message, which answers nothing.</summary>
    private static Decision Tell(Decision decision, string text, ConversationAct act, Guid id)
    {
        var state = decision.State;
        var told = Write(state, act with { Source = null, Request = null }, decision.Entries[^1].At, new Interaction
        {
            Channel = state.Channel,
            Account = state.Account,
            ExternalId = $"told-{id:N}",
            Thread = state.Thread,
            Direction = Direction.Outbound,
            Automatic = true,
            Public = state.Public,
            Text = text,
            Author = new Author { Handle = act.Actor },
        });
        return new Decision(null, [.. decision.Entries, .. told.Entries], told.State);
    }

    /// <summary>Who claims what somebody else got meanwhile has lost it to them, and not merely seen an older state.</summary>
    private static ActOutcome Late(ConversationState state, ConversationAct act) =>
        act is Claim && state.Assignee is { } winner && winner != act.Actor ? ActOutcome.TakenByAnother : ActOutcome.Stale;

    private static Decision Decide(ConversationState state, ConversationAct act, DecisionContext context, Guid id)
    {
        var now = context.Now;
        return act switch
        {
            Reply when ApprovalDecider.Holds(state, act, context) => Decision.Refuse(state, ActOutcome.ApprovalNeeded),
            Reply reply => Write(state, act, now, OutboundOf(state, reply, now, id)),
            Note note => Write(state, act, now, InternalOf(state, note, now, id)),
            Claim => Take(state, act, now, act.Actor, new ConversationClaimed(act.Actor)),
            Assign assign => Give(state, assign, now),
            HandOver handOver => Give(state, handOver, now),
            Snooze snooze => Aside(state, snooze, now),
            Resolve resolve => state.Phase == Phase.Resolved
                ? Decision.Nothing(state)
                : Happened(state, act, now, new ConversationResolved(), resolve.Note),
            Reopen => state.Phase == Phase.Active ? Decision.Nothing(state) : Happened(state, act, now, new ConversationReopened()),
            SetPriority set => set.Priority == state.Priority ? Decision.Nothing(state) : Happened(state, act, now, new PriorityChanged(set.Priority)),
            ChangeTags change => Tag(state, change, now),
            MakeCommitment make => CommitmentDecider.Make(state, make, now),
            SettleCommitment settle => CommitmentDecider.Settle(state, settle, now),
            TakeAbuseStep step => AbuseDecider.Take(state, step, context),
            ApplyStanding apply => AbuseDecider.Apply(state, apply, context),
            JudgeClaim judge => AbuseDecider.Judge(state, judge, now),
            DecideApproval decide => ApprovalDecider.Decide(state, decide, context),
            NoticeSilence silence => AbuseDecider.Notice(state, silence, context),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.GetType().Name, "an act without a decision"),
        };
    }

    private static Decision Take(ConversationState state, ConversationAct act, DateTimeOffset now, string assignee, ConversationEvent taken)
    {
        if (state.Assignee == assignee) return Decision.Nothing(state);
        if (state.Assignee is not null && !act.OverOthers) return Decision.Refuse(state, ActOutcome.TakenByAnother);
        return Happened(state, act, now, taken);
    }

    private static Decision Give(ConversationState state, Assign act, DateTimeOffset now)
    {
        if (act.Assignee is { } other && other != act.Actor && !act.OverOthers) return Decision.Refuse(state, ActOutcome.NotAllowed);
        if (act.Assignee is { } assignee) return Told(Take(state, act, now, assignee, new ConversationAssigned(assignee)), act, assignee, "assigned");
        if (state.Assignee is null) return Decision.Nothing(state);
        return state.Assignee == act.Actor || act.OverOthers
            ? Happened(state, act, now, new ConversationAssigned(null))
            : Decision.Refuse(state, ActOutcome.TakenByAnother);
    }

    private static Decision Give(ConversationState state, HandOver act, DateTimeOffset now) =>
        state.Assignee is not null && state.Assignee != act.Actor && !act.OverOthers
            ? Decision.Refuse(state, ActOutcome.TakenByAnother)
            : Told(Happened(state, act, now, new ConversationHandedOver(state.Assignee, act.Assignee, act.Queue), act.Note), act, act.Assignee, "handed-over");

    /// <summary>Whoever gets it from somebody else hears of it.</summary>
    private static Decision Told(Decision decision, ConversationAct act, string? assignee, string about)
    {
        if (assignee is null || assignee == act.Actor || decision.Entries.Count == 0) return decision;
        var entry = decision.Entries[0];
        return decision with { Entries = [entry with { Events = [.. entry.Events, new NoticeRaised(NoticeLevel.MustReact, [assignee], $"{about}:{act.Actor}")] }] };
    }

    private static Decision Aside(ConversationState state, Snooze act, DateTimeOffset now)
    {
        if (state.Phase == Phase.Resolved) return Decision.Refuse(state, ActOutcome.Resolved);
        if (act.Until <= now) return Decision.Refuse(state, ActOutcome.TimeHasPassed);
        return state.Phase == Phase.Snoozed && state.SnoozedUntil == act.Until
            ? Decision.Nothing(state)
            : Happened(state, act, now, new ConversationSnoozed(act.Until, state.SnoozeGeneration + 1));
    }

    private static Decision Tag(ConversationState state, ChangeTags act, DateTimeOffset now)
    {
        string[] tags = [.. state.Tags.Union(act.Add, StringComparer.Ordinal).Except(act.Remove, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (tags.Length > MaxTags) return Decision.Refuse(state, ActOutcome.TooManyTags);
        return tags.SequenceEqual(state.Tags, StringComparer.Ordinal) ? Decision.Nothing(state) : Happened(state, act, now, new TagsChanged(tags));
    }

    private static Interaction OutboundOf(ConversationState state, Reply reply, DateTimeOffset now, Guid id) => new()
    {
        Channel = state.Channel,
        Account = state.Account,
        ExternalId = Sources.ExternalIdOfReply(id),
        Thread = state.Thread,
        InReplyTo = reply.InReplyTo,
        Direction = Direction.Outbound,
        Public = reply.Public ?? state.Public,
        Subject = reply.Subject,
        Text = reply.Text,
        At = now,
        Author = new Author { Handle = reply.Actor, Name = reply.Name },
        Attachments = reply.Attachments,
    };

    private static Interaction InternalOf(ConversationState state, Note note, DateTimeOffset now, Guid id) => new()
    {
        Channel = state.Channel,
        Account = state.Account,
        ExternalId = $"note-{id:N}",
        Thread = state.Thread,
        Direction = Direction.Internal,
        Text = note.Text,
        At = now,
        Author = new Author { Handle = note.Actor, Name = note.Name },
        Attachments = note.Attachments,
    };

    /// <summary>
    /// A person's own message stands at our clock's now, but never before what was already said: providers' clocks may be ahead by up to an hour,
    /// and an answer given to a message is after it.
    /// </summary>
    private static Decision Write(ConversationState state, ConversationAct act, DateTimeOffset now, Interaction interaction)
    {
        var key = new MessageKey(now, interaction.Direction, interaction.ExternalId);
        if (state.Messages.Newest is { } newest && key <= newest) key = key with { At = newest.At.AddMilliseconds(1) };
        var written = new InteractionRecorded
        {
            Direction = interaction.Direction,
            Public = interaction.Public,
            Automatic = interaction.Automatic,
            InReplyTo = interaction.InReplyTo,
            By = act.Actor,
        };
        return Commit(state, new DecidedEntry
        {
            Events = [written],
            At = key.At,
            Source = act.Source ?? Sources.OfInteraction(state.Channel, state.Account, interaction.ExternalId),
            Message = new Message(key, interaction.Automatic),
            Actor = act.Actor,
            Request = act.Request,
            Personal = Personal.Of(interaction),
        });
    }

    internal static Decision Happened(ConversationState state, ConversationAct act, DateTimeOffset now, ConversationEvent e, string? note = null) =>
        Commit(state, new DecidedEntry
        {
            Events = [e],
            At = now,
            Source = act.Source,
            Actor = act.Actor,
            Request = act.Request,
            Personal = new Personal { Note = note },
        });

    private static Decision Commit(ConversationState state, DecidedEntry entry)
    {
        var messages = entry.Message is { } message ? state.Messages.Add(message) : state.Messages;
        return new Decision(null, [entry], ConversationFold.Evolve(state, [entry], messages));
    }
}
