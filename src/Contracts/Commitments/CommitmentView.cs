using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Identities;

namespace SocialCrm.Commitments;

/// <summary>A promise to a customer that is still to be kept, as its conversation shows it.</summary>
[GenerateSerializer, Alias("crm.commitment"), Immutable]
public sealed record CommitmentView
{
    /// <summary>Counts the conversation's promises from 1.</summary>
    [Id(0)] public int Number { get; init; }

    /// <summary>Who has to keep it: a sign-in name.</summary>
    [Id(1)] public string Owner { get; init; } = "";
    [Id(2)] public DateTimeOffset DueAt { get; init; }
    [Id(3)] public CommitmentState State { get; init; } = CommitmentState.Open;
}

/// <summary>A promise as lists show it.</summary>
public sealed record CommitmentItem
{
    public ConversationId ConversationId { get; init; }
    public CustomerId CustomerId { get; init; }
    public int Number { get; init; }

    /// <summary>What was promised; null once it was erased.</summary>
    public string? Text { get; init; }
    public string Owner { get; init; } = "";
    public DateTimeOffset DueAt { get; init; }
    public CommitmentState State { get; init; }
    public string MadeBy { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was found not kept at its time; stays when it was kept late.</summary>
    public DateTimeOffset? LateAt { get; init; }

    /// <summary>When it was kept, broken or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<CommitmentState>))]
public enum CommitmentState
{
    [JsonStringEnumMemberName("open")] Open = 1,

    /// <summary>Its time has passed, and it is still to be kept.</summary>
    [JsonStringEnumMemberName("late")] Late = 2,
    [JsonStringEnumMemberName("kept")] Kept = 3,

    /// <summary>It won't be kept.</summary>
    [JsonStringEnumMemberName("broken")] Broken = 4,

    /// <summary>Nobody needs it any more.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 5,
}
