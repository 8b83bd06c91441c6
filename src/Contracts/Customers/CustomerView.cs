using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Abuse;
using SocialCrm.Conversations;
using SocialCrm.Identities;

namespace SocialCrm.Customers;

/// <summary>A customer's live state at one version: everything known now, over all channels. Immutable; bounded whatever the history.</summary>
[GenerateSerializer, Alias("crm.customer-view"), Immutable]
public sealed record CustomerView
{
    /// <summary>Most identities and most open conversations that a view carries; the newest are kept.</summary>
    public const int MaxListed = 100;

    [Id(0)] public CustomerId Id { get; init; }

    /// <summary>Counts the journal rows of all the customer's conversations from 1, without gaps. Handed out by the database.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The newest name that the customer's messages carried.</summary>
    [Id(2)] public string? Name { get; init; }
    [Id(3)] public Stage Stage { get; init; } = Stage.Prospect;

    /// <summary>In the order of <see cref="Identity.LinkedAt"/>, then channel and handle.</summary>
    [Id(4)] public IReadOnlyList<Identity> Identities { get; init; } = [];

    /// <summary>The channel with most messages of the customer; of equals, the one used last. Null before the customer wrote.</summary>
    [Id(5)] public string? PreferredChannel { get; init; }
    [Id(6)] public DateTimeOffset? FirstSeenAt { get; init; }
    [Id(7)] public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Sums over <see cref="Channels"/>.</summary>
    public Counts Counts => Counts.Of(Channels);

    /// <summary>Those not resolved, in the order of their opening, then id.</summary>
    [Id(8)] public IReadOnlyList<ConversationSummary> OpenConversations { get; init; } = [];

    /// <summary>The earliest of the open conversations'.</summary>
    [Id(9)] public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The earliest of the open conversations'.</summary>
    [Id(10)] public DateTimeOffset? NextDueAt { get; init; }
    [Id(11)] public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Per channel, what <see cref="Counts"/> and <see cref="PreferredChannel"/> are made of.</summary>
    [Id(12), JsonIgnore] public IReadOnlyList<ChannelUse> Channels { get; init; } = [];

    /// <summary>The newest step of the abuse ladder with this customer; null for none.</summary>
    [Id(13)] public Standing? Standing { get; init; }
}

/// <summary>How many interactions, by direction and by channel.</summary>
public sealed record Counts
{
    public long Inbound { get; init; }
    public long Outbound { get; init; }
    public long Internal { get; init; }

    /// <summary>All directions together, by channel.</summary>
    public IReadOnlyDictionary<string, long> ByChannel { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    public static Counts Of(IReadOnlyList<ChannelUse> channels) => new()
    {
        Inbound = channels.Sum(c => c.Inbound),
        Outbound = channels.Sum(c => c.Outbound),
        Internal = channels.Sum(c => c.Internal),
        ByChannel = channels.OrderBy(c => c.Channel, StringComparer.Ordinal)
            .ToDictionary(c => c.Channel, c => c.Inbound + c.Outbound + c.Internal, StringComparer.Ordinal),
    };
}

/// <summary>How a customer uses one channel: sums and a maximum, so the order of arrival doesn't matter.</summary>
[GenerateSerializer, Alias("crm.channel-use"), Immutable]
public sealed record ChannelUse
{
    [Id(0)] public string Channel { get; init; } = "";
    [Id(1)] public long Inbound { get; init; }
    [Id(2)] public long Outbound { get; init; }
    [Id(3)] public long Internal { get; init; }
    [Id(4)] public DateTimeOffset? LastInboundAt { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
public enum Stage
{
    /// <summary>Nothing is known of a purchase: where everybody starts.</summary>
    [JsonStringEnumMemberName("prospect")] Prospect = 1,
    [JsonStringEnumMemberName("customer")] Customer = 2,
    [JsonStringEnumMemberName("former")] Former = 3,

    /// <summary>A companion or relative who asks for somebody.</summary>
    [JsonStringEnumMemberName("companion")] Companion = 4,
    [JsonStringEnumMemberName("company")] Company = 5,
}
