using SocialCrm.Identities;

namespace SocialCrm.Conversations;

/// <summary>What was decided: rows to commit and the state after them, or the reason why not.</summary>
/// <param name="Refusal">Null when it is allowed.</param>
/// <param name="Entries">Empty when it is refused or already so.</param>
/// <param name="State">The state after the entries; the one before where there are none.</param>
public sealed record Decision(ActOutcome? Refusal, IReadOnlyList<DecidedEntry> Entries, ConversationState State)
{
    public static Decision Refuse(ConversationState state, ActOutcome refusal) => new(refusal, [], state);

    public static Decision Nothing(ConversationState state) => new(null, [], state);
}

/// <summary>One row to be: what happened, when, and what makes a repetition known.</summary>
public sealed record DecidedEntry
{
    public required IReadOnlyList<ConversationEvent> Events { get; init; }
    public required DateTimeOffset At { get; init; }
    public SourceId? Source { get; init; }

    /// <summary>The message that the row records; null for acts.</summary>
    public Message? Message { get; init; }

    /// <summary>The external id of the message that the row tells more of; null for all others.</summary>
    public string? Updates { get; init; }
    public string? Actor { get; init; }
    public Guid? Request { get; init; }
    public Personal Personal { get; init; } = new();
}
