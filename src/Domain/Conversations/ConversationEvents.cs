using System.Text.Json.Serialization;
using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Commitments;
using SocialCrm.Customers;
using SocialCrm.Escalation;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using SocialCrm.Rules;

namespace SocialCrm.Conversations;

/// <summary>
/// What happened, as the journal keeps it. No names, texts or handles of people outside: those stand in <see cref="Personal"/>,
/// which can be emptied without harm to any decision. Stored names and versions never change; a golden file per event guards them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ConversationOpened), "conversation.opened/1")]
[JsonDerivedType(typeof(InteractionRecorded), "conversation.interaction-recorded/1")]
[JsonDerivedType(typeof(InteractionUpdated), "conversation.interaction-updated/1")]
[JsonDerivedType(typeof(InteractionUnlinked), "interaction.unlinked/1")]
[JsonDerivedType(typeof(ConversationReopened), "conversation.reopened/1")]
[JsonDerivedType(typeof(ConversationClaimed), "conversation.claimed/1")]
[JsonDerivedType(typeof(ConversationAssigned), "conversation.assigned/1")]
[JsonDerivedType(typeof(ConversationHandedOver), "conversation.handed-over/1")]
[JsonDerivedType(typeof(ConversationSnoozed), "conversation.snoozed/1")]
[JsonDerivedType(typeof(ConversationWoken), "conversation.woken/1")]
[JsonDerivedType(typeof(ConversationResolved), "conversation.resolved/1")]
[JsonDerivedType(typeof(PriorityChanged), "conversation.priority-changed/1")]
[JsonDerivedType(typeof(TagsChanged), "conversation.tags-changed/1")]
[JsonDerivedType(typeof(IdentityLinked), "customer.identity-linked/1")]
[JsonDerivedType(typeof(IdentityContradicted), "customer.identity-contradicted/1")]
[JsonDerivedType(typeof(QueueChanged), "conversation.queue-changed/1")]
[JsonDerivedType(typeof(ClockStarted), "response.clock-started/1")]
[JsonDerivedType(typeof(ClockChanged), "response.clock-changed/1")]
[JsonDerivedType(typeof(ClockDropped), "response.clock-dropped/1")]
[JsonDerivedType(typeof(MarkPassed), "response.mark-passed/1")]
[JsonDerivedType(typeof(TargetWarned), "response.warned/1")]
[JsonDerivedType(typeof(TargetBreached), "response.breached/1")]
[JsonDerivedType(typeof(BreachWithdrawn), "response.breach-withdrawn/1")]
[JsonDerivedType(typeof(ResponseGiven), "response.given/1")]
[JsonDerivedType(typeof(ResponseWithdrawn), "response.withdrawn/1")]
[JsonDerivedType(typeof(HistoryEnded), "conversation.history-ended/1")]
[JsonDerivedType(typeof(StepTaken), "escalation.step-taken/1")]
[JsonDerivedType(typeof(CalledOut), "escalation.called-out/1")]
[JsonDerivedType(typeof(NoticeRaised), "notice.raised/1")]
[JsonDerivedType(typeof(CommitmentMade), "commitment.made/1")]
[JsonDerivedType(typeof(CommitmentLate), "commitment.late/1")]
[JsonDerivedType(typeof(CommitmentToldOf), "commitment.told-of/1")]
[JsonDerivedType(typeof(CommitmentSettled), "commitment.settled/1")]
[JsonDerivedType(typeof(AbuseStepTaken), "abuse.step-taken/1")]
[JsonDerivedType(typeof(StandingApplied), "abuse.standing-applied/1")]
[JsonDerivedType(typeof(MuteEnded), "abuse.mute-ended/1")]
[JsonDerivedType(typeof(ClaimJudged), "claim.judged/1")]
[JsonDerivedType(typeof(SilenceNoticed), "alarm.silence-noticed/1")]
[JsonDerivedType(typeof(AgentChosen), "routing.agent-chosen/1")]
[JsonDerivedType(typeof(AgentReleased), "routing.agent-released/1")]
[JsonDerivedType(typeof(RulesApplied), "rules.applied/1")]
[JsonDerivedType(typeof(RulesCut), "rules.cut/1")]
[JsonDerivedType(typeof(PolicyChosen), "response.policy-chosen/1")]
[JsonDerivedType(typeof(ApprovalAsked), "approval.asked/1")]
[JsonDerivedType(typeof(ApprovalDecided), "approval.decided/1")]
public abstract record ConversationEvent;

/// <summary>The first row of a conversation: its key.</summary>
public sealed record ConversationOpened(string Channel, string Account, string Thread, int Ordinal) : ConversationEvent;

/// <summary>A message was recorded; its time, external id and direction also stand in the row's own columns.</summary>
public sealed record InteractionRecorded : ConversationEvent
{
    public Direction Direction { get; init; }
    public bool Public { get; init; }
    public bool Automatic { get; init; }
    public string? InReplyTo { get; init; }
    public string? Language { get; init; }
    public double? Sentiment { get; init; }

    /// <summary>Who wrote it for the company; null for the customer's own.</summary>
    public string? By { get; init; }

    /// <summary>Taken in as past traffic.</summary>
    public bool History { get; init; }

    /// <summary>The source under which it had waited for the message it answers.</summary>
    public Guid? LinkOf { get; init; }

    /// <summary>The configuration that was in force when it was recorded: by it its rules and policies were judged.</summary>
    public long Configuration { get; init; }

    /// <summary>What was known of the customer then.</summary>
    public KnownCustomer? Known { get; init; }

    /// <summary>The conversation's version whose messages conditions counted; null: that of the row before.</summary>
    public long? Counted { get; init; }
}

/// <summary>
/// What became of a message, at the row's time; the new text, or why it failed, stands in the row's personal part. Rows of one message are folded by <see cref="UpdateFold"/>,
/// and change nothing of the conversation itself.
/// </summary>
/// <param name="Of">The version of the message.</param>
public sealed record InteractionUpdated(long Of, UpdateKind Kind) : ConversationEvent;

/// <summary>An answer whose question isn't known yet: a stream of its own, until it is linked.</summary>
public sealed record InteractionUnlinked : ConversationEvent
{
    public string Channel { get; init; } = "";
    public string Account { get; init; } = "";
    public string Thread { get; init; } = "";
    public bool Public { get; init; }
    public bool Automatic { get; init; }
    public string? InReplyTo { get; init; }
    public string? Language { get; init; }
    public double? Sentiment { get; init; }
    public string? By { get; init; }
    public bool History { get; init; }
}

/// <summary>Back to active: by a customer's message (same row) or by an agent.</summary>
public sealed record ConversationReopened : ConversationEvent;

public sealed record ConversationClaimed(string Assignee) : ConversationEvent;

/// <summary>Null: nobody.</summary>
public sealed record ConversationAssigned(string? Assignee) : ConversationEvent;

/// <summary>Given on with a note (in the row's personal part); a null target stays as it was, but for the assignee of a hand-over to a queue.</summary>
public sealed record ConversationHandedOver(string? From, string? Assignee, string? Queue) : ConversationEvent;

public sealed record ConversationSnoozed(DateTimeOffset Until, long Generation) : ConversationEvent;

/// <summary>The snooze of this generation ended by its time.</summary>
public sealed record ConversationWoken(long Generation) : ConversationEvent;

public sealed record ConversationResolved : ConversationEvent;

/// <summary>Moved by a rule or a ladder; who has it stays.</summary>
public sealed record QueueChanged(string Queue) : ConversationEvent;

public sealed record PriorityChanged(Priority Priority) : ConversationEvent;

/// <summary>The whole list after the change, sorted.</summary>
public sealed record TagsChanged(IReadOnlyList<string> Tags) : ConversationEvent;

/// <summary>The identity itself stands at <paramref name="Index"/> of the personal part's links.</summary>
public sealed record IdentityLinked(string Channel, string EvidenceKind, int Index) : ConversationEvent;

/// <summary>The hint itself stands at <paramref name="Index"/> of the personal part's contradictions.</summary>
public sealed record IdentityContradicted(string Channel, string EvidenceKind, CustomerId PointsTo, int Index) : ConversationEvent;
