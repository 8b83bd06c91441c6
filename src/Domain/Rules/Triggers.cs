using System.Collections.Frozen;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Rules;

/// <summary>What rules wait for.</summary>
[Flags]
public enum Triggers
{
    None = 0,

    /// <summary>The customer wrote.</summary>
    Received = 1,

    /// <summary>The company wrote to the customer, here or elsewhere.</summary>
    Sent = 2,

    /// <summary>A conversation began.</summary>
    Opened = 4,
    Reopened = 8,
    Resolved = 16,

    /// <summary>Somebody has it now.</summary>
    Assigned = 32,

    /// <summary>Into another queue.</summary>
    Moved = 64,
    Prioritised = 128,
    Tagged = 256,
    Warned = 512,
    Breached = 1_024,
}

/// <summary>The words for triggers, and what triggers them.</summary>
public static class TriggerNames
{
    public static readonly FrozenDictionary<string, Triggers> All = Enum.GetValues<Triggers>().Where(static t => t != Triggers.None)
        .ToFrozenDictionary(static t => t.ToString().ToLowerInvariant(), static t => t, StringComparer.Ordinal);

    private static readonly string[] ByBit = [.. All.OrderBy(static t => t.Value).Select(static t => t.Key)];

    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Of(Triggers triggers)
    {
        List<string> names = [];
        for (var bit = 0; bit < ByBit.Length; bit++) if (((int)triggers & (1 << bit)) != 0) names.Add(ByBit[bit]);
        return names;
    }

    public static Triggers Of(IReadOnlyList<ConversationEvent> events)
    {
        var triggers = Triggers.None;
        for (var i = 0; i < events.Count; i++) triggers |= Of(events[i]);
        return triggers;
    }

    private static Triggers Of(ConversationEvent e) => e switch
    {
        InteractionRecorded { Direction: Direction.Inbound } => Triggers.Received,
        InteractionRecorded { Direction: Direction.Outbound } => Triggers.Sent,
        ConversationOpened => Triggers.Opened,
        ConversationReopened => Triggers.Reopened,
        ConversationResolved => Triggers.Resolved,
        ConversationClaimed or ConversationAssigned { Assignee: not null } => Triggers.Assigned,
        ConversationHandedOver handed => (handed.Assignee is null ? Triggers.None : Triggers.Assigned) | (handed.Queue is null ? Triggers.None : Triggers.Moved),
        QueueChanged => Triggers.Moved,
        PriorityChanged => Triggers.Prioritised,
        TagsChanged => Triggers.Tagged,
        TargetWarned => Triggers.Warned,
        TargetBreached => Triggers.Breached,
        _ => Triggers.None,
    };
}
