using SocialCrm.Identities;

namespace SocialCrm.Outbox;

/// <summary>A message to somebody outside, before it is stored.</summary>
/// <param name="Id">What the receiver knows a repetition by; a function of what caused it.</param>
/// <param name="Target">The name of a webhook, or the sign-in name of whoever gets a mail.</param>
/// <param name="Lane">Messages of one lane go one after the other, each after the one before was taken or given up.</param>
/// <param name="Batch">The notices that it carries; null where <paramref name="Payload"/> is all of it.</param>
/// <param name="Payload">A JSON object; null where the batch says it.</param>
public sealed record OutgoingRow(
    Guid Id, OutgoingKind Kind, string Target, string Lane, ConversationId? Conversation, CustomerId? Customer, Guid? Batch, string? Payload, DateTimeOffset At);

/// <summary>By which way it goes, as its small integer in the database.</summary>
public enum OutgoingKind
{
    Webhook = 1,
    Mail = 2,
}

/// <summary>A stored message.</summary>
/// <param name="Attempts">Tries so far, the one under way included.</param>
/// <param name="Error">What the last failed one ended with: a word or a status, nothing of what the receiver said.</param>
public sealed record OutgoingMessage(
    Guid Id, OutgoingKind Kind, string Target, ConversationId? Conversation, CustomerId? Customer, Guid? Batch, string? Payload, DateTimeOffset At, DateTimeOffset DueAt,
    int Attempts, string? Error);
