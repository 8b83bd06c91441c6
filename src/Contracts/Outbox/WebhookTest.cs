using Orleans;

namespace SocialCrm.Outbox;

/// <summary>What became of the one try of a test message.</summary>
[GenerateSerializer, Alias("crm.webhook-test"), Immutable]
public sealed record WebhookTest
{
    /// <summary>Null: it was taken. Else a word or a status, nothing of what the receiver said.</summary>
    [Id(0)] public string? Error { get; init; }

    /// <summary>The HTTP status of the receiver's answer; null where none came.</summary>
    [Id(1)] public int? Status { get; init; }

    /// <summary>Milliseconds from the beginning of the try to its end.</summary>
    [Id(2)] public long Ms { get; init; }
}
