using SocialCrm.Interactions;

namespace SocialCrm.Conversations;

/// <summary>Where a message stands in its conversation: by its own time, inbound before outbound before internal, then external id.</summary>
public readonly record struct MessageKey(DateTimeOffset At, Direction Direction, string ExternalId) : IComparable<MessageKey>
{
    public int CompareTo(MessageKey other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0) return byTime;
        var byDirection = Direction.CompareTo(other.Direction);
        return byDirection != 0 ? byDirection : string.CompareOrdinal(ExternalId, other.ExternalId);
    }

    public static bool operator <(MessageKey left, MessageKey right) => left.CompareTo(right) < 0;
    public static bool operator >(MessageKey left, MessageKey right) => left.CompareTo(right) > 0;
    public static bool operator <=(MessageKey left, MessageKey right) => left.CompareTo(right) <= 0;
    public static bool operator >=(MessageKey left, MessageKey right) => left.CompareTo(right) >= 0;
}

/// <summary>What folding needs to know of a message.</summary>
public readonly record struct Message(MessageKey Key, bool Automatic)
{
    /// <summary>Whether it ends a waiting period: what a human of the company wrote to the customer.</summary>
    public bool IsAnswer => Key.Direction == Direction.Outbound && !Automatic;
}

/// <summary>
/// What a conversation's messages come to: a function of the set of messages, whatever the order in which they arrived.
/// Of bounded size, so a message that is newer than all others is folded in without reading the others.
/// </summary>
public sealed record MessageFold
{
    public static readonly MessageFold Empty = new();

    public MessageKey? Newest { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? FirstInboundAt { get; init; }

    /// <summary>The earliest inbound message after the last human answer.</summary>
    public DateTimeOffset? WaitingSince { get; init; }
    public DateTimeOffset? FirstRespondedAt { get; init; }
    public DateTimeOffset? LastAnswerAt { get; init; }

    public long Inbound { get; init; }
    public long Outbound { get; init; }
    public long Internal { get; init; }

    public long Responses { get; init; }

    /// <summary>Milliseconds, as are the next two; an answer never comes before its question, so none is negative.</summary>
    public long? FirstResponseMs { get; init; }
    public long? LastResponseMs { get; init; }
    public long TotalResponseMs { get; init; }

    public static MessageFold Of(IEnumerable<Message> messages) => messages.OrderBy(m => m.Key).Aggregate(Empty, static (fold, m) => fold.Add(m));

    /// <summary>Adds a message that is newer than all that were folded; any other needs <see cref="Of"/> over all of them.</summary>
    public MessageFold Add(Message message)
    {
        if (Newest is { } newest && message.Key <= newest) throw new ArgumentException("older than the newest folded message", nameof(message));
        var at = message.Key.At;
        return message.Key.Direction switch
        {
            Direction.Inbound => this with
            {
                Newest = message.Key,
                OpenedAt = OpenedAt ?? at,
                Inbound = Inbound + 1,
                FirstInboundAt = FirstInboundAt ?? at,
                WaitingSince = WaitingSince ?? at,
            },
            Direction.Internal => this with { Newest = message.Key, OpenedAt = OpenedAt ?? at, Internal = Internal + 1 },
            _ when message.IsAnswer && WaitingSince is { } since => Responded(message.Key, (long)(at - since).TotalMilliseconds),
            _ => this with
            {
                Newest = message.Key,
                OpenedAt = OpenedAt ?? at,
                Outbound = Outbound + 1,
                LastAnswerAt = message.IsAnswer ? at : LastAnswerAt,
            },
        };
    }

    private MessageFold Responded(MessageKey answer, long afterMs) => this with
    {
        Newest = answer,
        Outbound = Outbound + 1,
        LastAnswerAt = answer.At,
        WaitingSince = null,
        FirstRespondedAt = FirstRespondedAt ?? answer.At,
        Responses = Responses + 1,
        FirstResponseMs = FirstResponseMs ?? afterMs,
        LastResponseMs = afterMs,
        TotalResponseMs = TotalResponseMs + afterMs,
    };
}
