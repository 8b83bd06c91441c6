using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Interactions;

/// <summary>What became of an interaction after it was said, as its channel tells it.</summary>
[GenerateSerializer, Alias("crm.interaction-update"), Immutable]
public sealed record InteractionUpdate
{
    /// <summary>This and the next two name the interaction as it was taken in.</summary>
    [Id(0)] public string Channel { get; init; } = "";
    [Id(1)] public string Account { get; init; } = "";
    [Id(2)] public string ExternalId { get; init; } = "";
    [Id(3)] public UpdateKind Kind { get; init; }

    /// <summary>When it happened by the provider's clock, UTC, cut to milliseconds.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>The whole text after an edit; null for all other kinds.</summary>
    [Id(5)] public string? Text { get; init; }

    /// <summary>Why it failed, in the channel's words; null for all other kinds.</summary>
    [Id(6)] public string? Reason { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<UpdateKind>))]
public enum UpdateKind
{
    /// <summary>Its author changed the text.</summary>
    [JsonStringEnumMemberName("edited")] Edited = 1,

    /// <summary>Its author took it back.</summary>
    [JsonStringEnumMemberName("removed")] Removed = 2,

    /// <summary>The channel took it. This and the next three are receipts, in the order in which one outweighs another.</summary>
    [JsonStringEnumMemberName("sent")] Sent = 3,

    /// <summary>It reached the customer's device or mailbox.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 4,

    /// <summary>It didn't reach the customer. Mail that was delivered comes back hours later: a failure outweighs a delivery.</summary>
    [JsonStringEnumMemberName("failed")] Failed = 5,

    /// <summary>The customer had it before them: whatever else was told, it has arrived.</summary>
    [JsonStringEnumMemberName("read")] Read = 6,
}

/// <summary>An update on its way to its conversation, with what is stored of the interaction.</summary>
[GenerateSerializer, Alias("crm.update-delivery"), Immutable]
public sealed record UpdateDelivery
{
    [Id(0)] public InteractionUpdate Update { get; init; } = new();

    /// <summary>What the journal takes once.</summary>
    [Id(1)] public SourceId Source { get; init; }

    /// <summary>The conversation's version that recorded the interaction.</summary>
    [Id(2)] public long Of { get; init; }

    /// <summary>When the interaction was said.</summary>
    [Id(3)] public DateTimeOffset SaidAt { get; init; }

    /// <summary>Who wrote the interaction here; null where it was taken in.</summary>
    [Id(4)] public string? By { get; init; }
}

/// <summary>How far an answer came.</summary>
/// <param name="State">sent, delivered, read or failed.</param>
/// <param name="Reason">Of a failure, in the channel's words; null once it is erased.</param>
public sealed record DeliveryReceipt(UpdateKind State, DateTimeOffset At, string? Reason);

/// <summary>What a message said before it was edited.</summary>
/// <param name="Text">Null where it had none, and once it is erased.</param>
/// <param name="At">From when on it said so.</param>
public sealed record EarlierText(string? Text, DateTimeOffset At);
