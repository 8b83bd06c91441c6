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

    public static bool IsAutomatic(EntryKind kind) =>
        kind is EntryKind.AutomaticInbound or EntryKind.AutomaticOutbound or EntryKind.AutomaticInternal;
}
