using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>One row of a timeline: a message, what became of one, or an act upon a conversation. Read from the journal, never sent between grains.</summary>
public sealed record TimelineEntry
{
    public CustomerId? CustomerId { get; init; }
    public ConversationId? ConversationId { get; init; }

    /// <summary>The conversation's version that this row is.</summary>
    public long Version { get; init; }

    /// <summary><c>interaction</c>, or the act's event name such as <c>conversation.claimed</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>A message's own time, an act's time by our clock.</summary>
    public DateTimeOffset At { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string? Actor { get; init; }
    public string Channel { get; init; } = "";
    public string Account { get; init; } = "";
    public string? Thread { get; init; }
    public string? ExternalId { get; init; }
    public string? InReplyTo { get; init; }
    public Direction? Direction { get; init; }
    public bool Public { get; init; }
    public bool Automatic { get; init; }
    public string? Subject { get; init; }
    public string? Text { get; init; }
    public Author? Author { get; init; }
    public string? Permalink { get; init; }
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    public string? Language { get; init; }
    public double? Sentiment { get; init; }

    /// <summary>The sender's JSON object as text; the API writes it as JSON.</summary>
    public string? Metadata { get; init; }

    /// <summary>What an agent wrote at a hand-over or a resolution.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// Of a row that tells what became of a message: the version of the message, which the next four members changed. On the message itself these stand as all its
    /// updates together leave them, and <see cref="Text"/> is the newest.
    /// </summary>
    public long? Of { get; init; }

    /// <summary>When the author changed the text; null when it is as it was first said.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>What the message said before, oldest first.</summary>
    public IReadOnlyList<EarlierText> Earlier { get; init; } = [];

    /// <summary>When the author took it back; what it said isn't shown any more.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>How far an answer came; null while nothing was heard of it.</summary>
    public DeliveryReceipt? Receipt { get; init; }
}
