using System.Globalization;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Bench.Stores;

/// <summary>A customer with one conversation, as the product itself would have stored it: decided by its deciders, written by its JSON. Only a function of the number.</summary>
internal sealed record GeneratedCustomer(CustomerId Id, ConversationId Conversation, IdentityLink Identity, IReadOnlyList<DecidedEntry> Entries)
{
    public const string Channel = "x";
    public const string Account = "pohjanlento";

    private static readonly DateTimeOffset Begin = new(2026, 4, 15, 8, 0, 0, TimeSpan.Zero);

    private static readonly DecisionContext Nothing = new() { Now = DateTimeOffset.UnixEpoch, Configurations = new FixedConfiguration(Configuration.Configuration.Empty) };

    private static readonly string[] Texts =
    [
        "Hei, lentoni Osloon peruttiin aamulla eikä kukaan vastaa puhelimeen. Miten saan paikan iltalennolle?",
        "Pahoittelut! Siirsimme teidät huomisaamun lennolle AY911; vahvistus tulee sähköpostiin tunnin sisällä.",
        "Kiitos, mutta matkatavarani jäivät Helsinkiin. Milloin ne tulevat, ja kenelle voin soittaa niistä?",
    ];

    public static string HandleOf(int number) => string.Create(CultureInfo.InvariantCulture, $"@m{number}");

    /// <summary>By the store's secret, so that the service finds the same customer for the handle.</summary>
    public static CustomerId IdOf(int number, ReadOnlySpan<byte> secret) => Sources.OfFirstContact(secret, KeyOf(number));

    /// <param name="events">Messages: two of the customer, then an answer of the company, and so on.</param>
    /// <param name="waits">When the first message was written, and by which promise it is judged; null: long ago, and by none.</param>
    public static GeneratedCustomer Of(int number, int events, ReadOnlySpan<byte> secret, (DateTimeOffset Since, DecisionContext Promise)? waits = null)
    {
        var id = IdOf(number, secret);
        var deliveries = new Delivery[events];
        for (var i = 0; i < events; i++)
        {
            var interaction = InteractionOf(number, i);
            if (waits is { } asked) interaction = interaction with { At = asked.Since.AddMinutes(37 * i) };
            deliveries[i] = new Delivery { Interaction = interaction, Source = Sources.OfInteraction(Channel, Account, interaction.ExternalId) };
        }

        var link = LinkOf(number, deliveries[0].Interaction);
        deliveries[0] = deliveries[0] with { Links = [link] };
        var state = ConversationState.New(id, Channel, Account, "");
        var messages = MessageFold.Of(deliveries.Select(static d => ReceiveDecider.MessageOf(d.Interaction)));
        return new GeneratedCustomer(id, state.Id, link, ReceiveDecider.Receive(state, deliveries, messages, waits?.Promise ?? Nothing).Entries);
    }

    private static IdentityKey KeyOf(int number) => IdentityKey.Of(Channel, Channels.ScopeOf(Channel, Account), Handles.Normalise(Channel, HandleOf(number)));

    private static Interaction InteractionOf(int number, int place)
    {
        var handle = HandleOf(number);
        var answers = place % Texts.Length == 1;
        return new Interaction
        {
            Channel = Channel,
            Account = Account,
            ExternalId = string.Create(CultureInfo.InvariantCulture, $"m{number}-{place}"),
            InReplyTo = answers ? string.Create(CultureInfo.InvariantCulture, $"m{number}-{place - 1}") : null,
            Direction = answers ? Direction.Outbound : Direction.Inbound,
            Public = true,
            Text = Texts[place % Texts.Length],
            At = Begin.AddSeconds(number % 86_400).AddMinutes(37 * place),
            Author = answers
                ? new Author { Handle = string.Create(CultureInfo.InvariantCulture, $"agent{number % 150}"), Name = "Pohjanlento" }
                : new Author { Handle = handle, Name = handle, Locale = "fi", Followers = 120 },
        };
    }

    private static IdentityLink LinkOf(int number, Interaction first) => new()
    {
        Key = KeyOf(number),
        Identity = new Identity
        {
            Channel = Channel,
            Scope = Channels.ScopeOf(Channel, Account),
            Handle = first.Author.Handle,
            Name = first.Author.Name,
            LinkedAt = first.At,
            Evidence = new Evidence { Channel = Channel, Account = Account, ExternalId = first.ExternalId },
        },
    };
}
