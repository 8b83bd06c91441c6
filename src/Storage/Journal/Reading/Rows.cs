using System.Text.Json;
using SocialCrm.Abuse;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Journal.Reading;

/// <summary>How the tables' columns become records, in both databases.</summary>
internal static class Rows
{
    public const string CustomerColumns = "version, name, stage, first_seen_at, last_seen_at, tags, standing, standing_until, standing_at";

    public static CustomerFacts Facts(IRow row, int first) => new()
    {
        Name = row.TextOrNull(first),
        Stage = (Stage)row.Number(first + 1),
        FirstSeenAt = row.TimeOrNull(first + 2),
        LastSeenAt = row.TimeOrNull(first + 3),
        Tags = Tags(row.Text(first + 4)),
        Standing = row.TimeOrNull(first + 7) is { } at
            ? new Standing { Level = (AbuseLevel)row.Number(first + 5), Until = row.TimeOrNull(first + 6), At = at }
            : null,
    };

    public const string ChannelColumns = "channel, inbound, outbound, internal, last_inbound_at";

    public static ChannelUse Channel(IRow row, int first) => new()
    {
        Channel = ChannelOf(row.Text(first)),
        Inbound = row.Number(first + 1),
        Outbound = row.Number(first + 2),
        Internal = row.Number(first + 3),
        LastInboundAt = row.TimeOrNull(first + 4),
    };

    public const string IdentityColumns = "channel, scope, written, name, linked_at, evidence";

    public static Identity Identity(IRow row, int first) => new()
    {
        Channel = ChannelOf(row.Text(first)),
        Scope = row.Text(first + 1),
        Handle = row.Text(first + 2),
        Name = row.TextOrNull(first + 3),
        LinkedAt = row.Time(first + 4),
        Evidence = StorageJson.ReadEvidence(row.Text(first + 5)),
    };

    /// <summary>The answer for <paramref name="asked"/>, whichever row it was found in.</summary>
    public static StoredSource Stored(SourceId asked, IRow row, int first) => new(
        asked, row.Id(first), row.Number(first + 1), row.IdOrNull(first + 2) is { } customer ? CustomerId.From(customer) : null, row.IdOrNull(first + 3));

    public static WaitingAnswer Waiting(IRow row, int first) => new(
        SourceId.From(row.Id(first)),
        row.IdOrNull(first + 1) is { } awaits ? SourceId.From(awaits) : null,
        row.Time(first + 2),
        row.Text(first + 3),
        EventJson.ReadEvents(row.Text(first + 4)).OfType<InteractionUnlinked>().First(),
        EventJson.ReadPersonal(row.TextOrNull(first + 5)));

    /// <summary>One string per known channel, however many rows name it.</summary>
    private static string ChannelOf(string name) => Channels.Known.TryGetValue(name, out var known) ? known : name;

    private static string[] Tags(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, StorageJson.Default.StringArray) ?? [];

    /// <summary>A customer's state from its parts, whichever way they were read.</summary>
    public static CustomerView Customer(
        CustomerId id, long version, CustomerFacts facts, IReadOnlyList<ChannelUse> channels, IReadOnlyList<Identity> identities, IReadOnlyList<string> openStates) =>
        CustomerFold.Complete(new CustomerView
        {
            Id = id,
            Version = version,
            Name = facts.Name,
            Stage = facts.Stage,
            FirstSeenAt = facts.FirstSeenAt,
            LastSeenAt = facts.LastSeenAt,
            Tags = facts.Tags,
            Standing = facts.Standing,
            Channels = channels,
            Identities = identities,
            OpenConversations = [.. openStates.Select(state => ConversationSummary.Of(EventJson.ReadState(state).ToView()))],
        });
}
