using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Configuration;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Conversations;

/// <summary>Made-up traffic of one conversation: few distinct times, so that ties are common.</summary>
internal static class Traffic
{
    public static readonly DateTimeOffset Start = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);
    public static readonly CustomerId Liisa = CustomerId.From(new Guid("00000000-0000-0000-0000-000000000001"));

    public static ConversationState New() => ConversationState.New(Liisa, "x", "pohjanlento", "");

    /// <summary>Nothing is configured.</summary>
    public static DecisionContext At(DateTimeOffset now) => new() { Now = now, Configurations = new FixedConfiguration(Configuration.Configuration.Empty) };

    public static Delivery Inbound(int minute, string? id = null, bool history = false) => Deliver(Direction.Inbound, minute, id ?? $"in-{minute}", history: history);

    public static Delivery Answer(int minute, string? id = null) => Deliver(Direction.Outbound, minute, id ?? $"out-{minute}");

    public static Delivery Automatic(int minute) => Deliver(Direction.Outbound, minute, $"auto-{minute}", automatic: true);

    public static Delivery Internal(int minute) => Deliver(Direction.Internal, minute, $"note-{minute}");

    public static Delivery Deliver(Direction direction, int minute, string id, bool automatic = false, bool history = false) => new()
    {
        Interaction = new Interaction
        {
            Channel = "x",
            Account = "pohjanlento",
            ExternalId = id,
            Direction = direction,
            Text = "lento peruttu",
            At = Start.AddMinutes(minute),
            Automatic = automatic,
            Author = new Author { Handle = direction == Direction.Inbound ? "@liisa" : "aino" },
        },
        Source = Sources.OfInteraction("x", "pohjanlento", id),
        History = history,
    };

    /// <summary>1 to 40 messages of distinct ids over 12 minutes.</summary>
    public static Arbitrary<Delivery[]> Messages() => Gen.Choose(1, 40).SelectMany(
        count => Gen.ArrayOf(
            Gen.Choose(0, 11).SelectMany(minute => Gen.Choose(0, 7), (minute, kind) => (minute, kind)), count))
        .Select(made => made.Select((m, i) => Deliver(
            m.kind switch { <= 3 => Direction.Inbound, <= 6 => Direction.Outbound, _ => Direction.Internal },
            m.minute,
            $"m{i}",
            automatic: m.kind == 6)).ToArray()).ToArbitrary();

    /// <summary>Receives in rounds of the given sizes, as a grain would.</summary>
    public static (ConversationState State, List<DecidedEntry> Rows) Receive(
        ConversationState state, IEnumerable<Delivery[]> rounds, DecisionContext? context = null)
    {
        var rows = new List<DecidedEntry>();
        var messages = RecentMessages.Of(state.Messages);
        foreach (var round in rounds)
        {
            var added = round.Select(d => ReceiveDecider.MessageOf(d.Interaction)).ToArray();
            messages = Array.Exists(added, m => messages.IsBefore(m.Key))
                ? RecentMessages.Of(rows.Where(r => r.Message is not null).Select(r => r.Message!.Value).Concat(added))
                : messages.Add(added);
            var decision = ReceiveDecider.Receive(
                state, round, messages.Fold, context ?? At(Start), ReceiveDecider.NeedsHistory(state, round) ? ConversationHistory.Of(rows) : null);
            rows.AddRange(decision.Entries);
            state = decision.State;
        }

        return (state, rows);
    }
}
