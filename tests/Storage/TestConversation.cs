using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Storage.Tests;

/// <summary>A conversation as its grain would hold it: makes appends, and moves on when one was committed.</summary>
internal sealed class TestConversation(CustomerId customer, string channel = "x", string account = "acme", string thread = "")
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public ConversationState State { get; set; } = ConversationState.New(customer, channel, account, thread);

    public ConversationId Id => State.Id;

    public static CustomerId Customer(int number) => CustomerId.From(new Guid(number, 7, 0, [1, 2, 3, 4, 5, 6, 7, 8]));

    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);

    public SourceId SourceOf(string externalId) => Sources.OfInteraction(channel, account, externalId);

    /// <summary>One message; it must be newer than those before, as the test's heads don't refold.</summary>
    public Append Message(string externalId, DateTimeOffset at, Direction direction = Direction.Inbound, string? name = null, bool automatic = false) =>
        Messages([(externalId, at, direction, name, automatic)]);

    public Append Messages(params IReadOnlyList<(string ExternalId, DateTimeOffset At, Direction Direction, string? Name, bool Automatic)> messages)
    {
        var all = messages.OrderBy(m => m.At).Select(m => new Message(new MessageKey(m.At, m.Direction, m.ExternalId), m.Automatic));
        var folded = State.Messages;
        // Late messages refold in the real product; here the fold only has to be some head.
        foreach (var message in all.Where(m => folded.Newest is not { } newest || m.Key > newest)) folded = folded.Add(message);
        return Append(State with { Messages = folded }, [.. messages.Select(m => new JournalEntry
        {
            Source = SourceOf(m.ExternalId),
            Kind = KindOf(m.Direction, m.Automatic),
            OccurredAt = m.At,
            ExternalId = m.ExternalId,
            Events = EventJson.Write([new InteractionRecorded { Direction = m.Direction, Automatic = m.Automatic }]),
            Personal = EventJson.Write(new Personal { Text = "Hyvää huomenta, " + m.ExternalId, Author = new Author { Handle = "kaisa", Name = m.Name } }),
            Name = m.Name,
            EventName = "conversation.interaction-recorded",
        })]);
    }

    public Append Act(ConversationState state, ConversationEvent e, DateTimeOffset at, string actor = "liisa", SourceId? source = null, Guid? request = null) => Append(state,
    [
        new JournalEntry
        {
            Source = source,
            Kind = EntryKind.Act,
            OccurredAt = at,
            Actor = actor,
            Request = request,
            Events = EventJson.Write([e]),
            Personal = EventJson.Write(new Personal { Note = "note" }),
            EventName = EventJson.NameOf(e),
        },
    ]);

    /// <summary>What became of the message of a version.</summary>
    public Append Update(string externalId, long of, UpdateKind kind, DateTimeOffset at, string? text = null, string? reason = null) => Append(State,
    [
        new JournalEntry
        {
            Source = Sources.OfUpdate(new InteractionUpdate { Channel = channel, Account = account, ExternalId = externalId, Kind = kind, At = at, Text = text, Reason = reason }),
            Kind = EntryKind.Act,
            OccurredAt = at,
            ExternalId = externalId,
            Events = EventJson.Write([new InteractionUpdated(of, kind)]),
            Personal = text is null && reason is null ? null : EventJson.Write(new Personal { Text = text, Reason = reason }),
            EventName = "conversation.interaction-updated",
        },
    ]);

    /// <summary>The grain's step after a commit.</summary>
    public void Accept(Append append) => State = append.Head!;

    private Append Append(ConversationState state, IReadOnlyList<JournalEntry> entries) => new()
    {
        Stream = State.Id.Value,
        ExpectedVersion = State.Version,
        Entries = entries,
        Head = state with { Version = State.Version + entries.Count },
    };

    public static IdentityLink Link(string handle, string channel = "x") => new()
    {
        Key = IdentityKey.Of(channel, "", handle),
        Identity = new Identity
        {
            Channel = channel,
            Handle = handle,
            Name = "Kaisa",
            LinkedAt = Start,
            Evidence = new Evidence { Channel = channel, Account = "acme", ExternalId = "1" },
        },
    };

    /// <summary>A company's answer whose question isn't known.</summary>
    public static Append Unlinked(string externalId, string? inReplyTo, DateTimeOffset at, string channel = "x", string account = "acme")
    {
        var source = Sources.OfInteraction(channel, account, externalId);
        return new()
        {
            Stream = source.Value,
            ExpectedVersion = 0,
            Awaits = inReplyTo is null ? null : Sources.OfInteraction(channel, account, inReplyTo),
            Entries =
            [
                new JournalEntry
                {
                    Source = source,
                    Kind = EntryKind.Outbound,
                    OccurredAt = at,
                    ExternalId = externalId,
                    Events = EventJson.Write([new InteractionUnlinked { Channel = channel, Account = account, InReplyTo = inReplyTo }]),
                    Personal = EventJson.Write(new Personal { Text = "Answer " + externalId }),
                    EventName = "interaction.unlinked",
                },
            ],
        };
    }

    private static EntryKind KindOf(Direction direction, bool automatic) => (direction, automatic) switch
    {
        (Direction.Inbound, false) => EntryKind.Inbound,
        (Direction.Outbound, false) => EntryKind.Outbound,
        (Direction.Internal, false) => EntryKind.Internal,
        (Direction.Inbound, true) => EntryKind.AutomaticInbound,
        (Direction.Outbound, true) => EntryKind.AutomaticOutbound,
        _ => EntryKind.AutomaticInternal,
    };
}
