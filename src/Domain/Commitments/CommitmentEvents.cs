using SocialCrm.Conversations;

namespace SocialCrm.Commitments;

/// <summary>Something was promised to the customer; the words stand in the row's note.</summary>
public sealed record CommitmentMade(int Number, string Owner, DateTimeOffset DueAt, string MadeBy) : ConversationEvent;

/// <summary>Its time came, and it wasn't kept: once a promise.</summary>
/// <param name="LateMs">How long after its time that was found out; 0 below a second.</param>
/// <param name="TellAt">When others than the owner are told.</param>
public sealed record CommitmentLate(int Number, DateTimeOffset DueAt, long LateMs, DateTimeOffset TellAt) : ConversationEvent;

/// <summary>Still not kept: others than the owner were told.</summary>
public sealed record CommitmentToldOf(int Number) : ConversationEvent;

/// <summary>Kept, broken or cancelled; why stands in the row's note.</summary>
/// <param name="LateMs">How long after its time it was kept; 0 in time, and where it wasn't kept.</param>
public sealed record CommitmentSettled(int Number, CommitmentState Outcome, long LateMs) : ConversationEvent;
