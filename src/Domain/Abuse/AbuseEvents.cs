using SocialCrm.Conversations;

namespace SocialCrm.Abuse;

/// <summary>A step on the abuse ladder with the customer, by whoever acted; why stands in the row's note.</summary>
/// <param name="Until">When a mute ends; null for all others.</param>
public sealed record AbuseStepTaken(AbuseLevel Level, DateTimeOffset? Until) : ConversationEvent;

/// <summary>What was decided in another conversation of the customer counts here as well from now on.</summary>
public sealed record StandingApplied(Standing Standing) : ConversationEvent;

/// <summary>The mute's time was over.</summary>
public sealed record MuteEnded(DateTimeOffset Until) : ConversationEvent;

/// <summary>Whether what the customer claims is so; why stands in the row's note.</summary>
public sealed record ClaimJudged(ClaimStatus Status) : ConversationEvent;

/// <summary>Whoever has the conversation lets the customer wait: others were told, once a wait and assignee.</summary>
/// <param name="Since">The beginning of the silence: of the wait, or of the assignment where that came later.</param>
public sealed record SilenceNoticed(string Assignee, DateTimeOffset Since) : ConversationEvent;
