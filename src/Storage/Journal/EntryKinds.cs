using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.Journal;

/// <summary>What a row's kind says of a message.</summary>
internal static class EntryKinds
{
    /// <summary>Null for acts.</summary>
    public static Direction? DirectionOf(EntryKind kind) => kind switch
    {
        EntryKind.Inbound or EntryKind.AutomaticInbound => Direction.Inbound,
        EntryKind.Outbound or EntryKind.AutomaticOutbound => Direction.Outbound,
        EntryKind.Internal or EntryKind.AutomaticInternal => Direction.Internal,
        _ => null,
    };

    /// <summary>The message of a row; null for acts.</summary>
    public static Message? MessageOf(EntryKind kind, DateTimeOffset at, string? externalId) =>
        DirectionOf(kind) is { } direction ? new Message(new MessageKey(at, direction, externalId ?? ""), IsAutomatic(kind)) : null;

    public static bool IsAutomatic(EntryKind kind) =>
        kind is EntryKind.AutomaticInbound or EntryKind.AutomaticOutbound or EntryKind.AutomaticInternal;
}
