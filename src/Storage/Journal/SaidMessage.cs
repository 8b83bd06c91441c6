using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Journal;

/// <summary>Where an interaction is stored, and what it is.</summary>
/// <param name="Version">The conversation's, that recorded it.</param>
/// <param name="By">Who wrote it here; null where it was taken in.</param>
public sealed record SaidMessage(ConversationId Conversation, CustomerId Customer, long Version, MessageKey Key, string Channel, string Account, string? By);
