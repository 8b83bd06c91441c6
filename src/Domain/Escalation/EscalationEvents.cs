using SocialCrm.Conversations;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Escalation;

/// <summary>A step of a ladder was taken; what it did follows in the same row.</summary>
/// <param name="LateMs">How long after its time; 0 below a second.</param>
public sealed record StepTaken(ClockKind Kind, DateTimeOffset Since, string Ladder, int Step, long Configuration, long LateMs) : ConversationEvent;

/// <summary>An on-call webhook is to be called.</summary>
public sealed record CalledOut(string Webhook) : ConversationEvent;
