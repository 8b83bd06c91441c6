using System.Text.Json.Serialization;
using Orleans;

namespace SocialCrm.Interactions;

/// <summary>One thing said between a customer and the company, on whatever channel: valid, normalised, and not yet placed.</summary>
[GenerateSerializer, Alias("crm.interaction"), Immutable]
public sealed record Interaction
{
    /// <summary>One of <see cref="Channels.Known"/> or <c>custom:word</c>.</summary>
    [Id(0)] public string Channel { get; init; } = "";

    /// <summary>The company's own handle on the channel. Up to 512 characters; may be empty where a channel has one account only.</summary>
    [Id(1)] public string Account { get; init; } = "";

    /// <summary>The provider's id of this message, unique within (channel, account). 1 to 512 characters.</summary>
    [Id(2)] public string ExternalId { get; init; } = "";

    /// <summary>The provider's thread; empty means the person's direct line to the account.</summary>
    [Id(3)] public string Thread { get; init; } = "";

    /// <summary>The external id of the message that this one answers, in the same channel and account; null when it answers none.</summary>
    [Id(4)] public string? InReplyTo { get; init; }

    [Id(5)] public Direction Direction { get; init; }

    /// <summary>Whether others than the customer and the company can read it.</summary>
    [Id(6)] public bool Public { get; init; }

    [Id(7)] public string? Subject { get; init; }

    /// <summary>What was said; empty only with an attachment. Up to 256 KiB of UTF-8.</summary>
    [Id(8)] public string Text { get; init; } = "";

    /// <summary>When it was said by the provider's clock, UTC, cut to milliseconds. Everything is judged by this time.</summary>
    [Id(9)] public DateTimeOffset At { get; init; }

    [Id(10)] public string? Permalink { get; init; }

    /// <summary>The customer for inbound ones; who wrote for the company for outbound and internal ones.</summary>
    [Id(11)] public Author Author { get; init; } = new();

    /// <summary>Which customer it belongs to, where the sender knows: needed for internal ones, possible for outbound ones.</summary>
    [Id(12)] public CustomerReference? Customer { get; init; }

    /// <summary>True for what no human wrote. Automatic messages never count as an answer.</summary>
    [Id(13)] public bool Automatic { get; init; }

    [Id(14)] public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>BCP 47 language of the text, where the sender knows it.</summary>
    [Id(15)] public string? Language { get; init; }

    /// <summary>-1 (angry) to 1 (happy), where the sender knows it.</summary>
    [Id(16)] public double? Sentiment { get; init; }

    /// <summary>The sender's own JSON object, kept as it came; null when there is none.</summary>
    [Id(17)] public string? Metadata { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>From the customer.</summary>
    [JsonStringEnumMemberName("inbound")] Inbound = 1,

    /// <summary>From the company to the customer.</summary>
    [JsonStringEnumMemberName("outbound")] Outbound = 2,

    /// <summary>Inside the company, about the customer: notes, meetings, calls.</summary>
    [JsonStringEnumMemberName("internal")] Internal = 3,
}

/// <summary>Who wrote it. E-mail, phone and customer id are hints that may link a new identity to a known customer.</summary>
[GenerateSerializer, Alias("crm.author"), Immutable]
public sealed record Author
{
    /// <summary>The author's handle on the channel as it came; it is compared in the form of <c>Handles.Normalise</c>.</summary>
    [Id(0)] public string Handle { get; init; } = "";
    [Id(1)] public string? Name { get; init; }
    [Id(2)] public string? Email { get; init; }
    [Id(3)] public string? Phone { get; init; }
    [Id(4)] public string? CustomerId { get; init; }
    [Id(5)] public string? Locale { get; init; }
    [Id(6)] public long? Followers { get; init; }
}

/// <summary>A customer named by id, or by one of the customer's identities.</summary>
[GenerateSerializer, Alias("crm.customer-reference"), Immutable]
public sealed record CustomerReference
{
    [Id(0)] public string? Id { get; init; }
    [Id(1)] public string? Channel { get; init; }
    [Id(2)] public string? Handle { get; init; }

    /// <summary>The account, for channels whose handles are scoped to one; else ignored. Default: the interaction's account.</summary>
    [Id(3)] public string? Scope { get; init; }
}

[GenerateSerializer, Alias("crm.attachment"), Immutable]
public sealed record Attachment
{
    [Id(0)] public string? Name { get; init; }
    [Id(1)] public string? ContentType { get; init; }
    [Id(2)] public string? Url { get; init; }

    /// <summary>Bytes, where known.</summary>
    [Id(3)] public long? Size { get; init; }
}
