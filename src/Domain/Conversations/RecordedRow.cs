namespace SocialCrm.Conversations;

/// <summary>A journal row of a conversation, as it is stored.</summary>
/// <param name="IsErased">Its personal part is gone.</param>
public sealed record RecordedRow(long Version, DateTimeOffset RecordedAt, DecidedEntry Entry, bool IsErased);
