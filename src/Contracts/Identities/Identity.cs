using Orleans;

namespace SocialCrm.Identities;

/// <summary>A contact point as it is compared: channel, scope and the normalised handle.</summary>
[GenerateSerializer, Alias("crm.identity-key"), Immutable]
public readonly record struct IdentityKey
{
    [Id(0)] public string Channel { get; init; }

    /// <summary>The account on channels whose ids are scoped to one, else empty.</summary>
    [Id(1)] public string Scope { get; init; }

    /// <summary>Normalised, see <c>Handles.Normalise</c>.</summary>
    [Id(2)] public string Handle { get; init; }

    public static IdentityKey Of(string channel, string scope, string handle) => new() { Channel = channel, Scope = scope, Handle = handle };

    public override string ToString() => Scope.Length == 0 ? $"{Channel}:{Handle}" : $"{Channel}:{Scope}:{Handle}";
}

/// <summary>An identity of a customer, with the reason why it is theirs.</summary>
[GenerateSerializer, Alias("crm.identity"), Immutable]
public sealed record Identity
{
    [Id(0)] public string Channel { get; init; } = "";
    [Id(1)] public string Scope { get; init; } = "";

    /// <summary>As it was first written by its owner's channel.</summary>
    [Id(2)] public string Handle { get; init; } = "";
    [Id(3)] public string? Name { get; init; }

    /// <summary>The time of the message that linked it.</summary>
    [Id(4)] public DateTimeOffset LinkedAt { get; init; }
    [Id(5)] public Evidence Evidence { get; init; } = new();
}

/// <summary>Why an identity belongs to a customer, or (a contradiction) why it might belong to another.</summary>
[GenerateSerializer, Alias("crm.evidence"), Immutable]
public sealed record Evidence
{
    /// <summary>
    /// <c>first-contact</c>: the customer was founded by it. <c>email</c>, <c>phone</c>, <c>customer-id</c>: the author's hint of that kind.
    /// </summary>
    [Id(0)] public string Kind { get; init; } = "first-contact";

    /// <summary>The hint as it was written; null for a first contact.</summary>
    [Id(1)] public string? Value { get; init; }

    /// <summary>The message that carried it: channel, account and external id.</summary>
    [Id(2)] public string Channel { get; init; } = "";
    [Id(3)] public string Account { get; init; } = "";
    [Id(4)] public string ExternalId { get; init; } = "";
}

/// <summary>A new identity on its way into a commit.</summary>
[GenerateSerializer, Alias("crm.identity-link"), Immutable]
public sealed record IdentityLink
{
    [Id(0)] public IdentityKey Key { get; init; }
    [Id(1)] public Identity Identity { get; init; } = new();
}

/// <summary>A hint that pointed to another customer than the one the identity belongs to: kept, and moved nothing.</summary>
[GenerateSerializer, Alias("crm.contradiction"), Immutable]
public sealed record Contradiction
{
    [Id(0)] public IdentityKey Key { get; init; }

    /// <summary>The customer that the hint points to.</summary>
    [Id(1)] public CustomerId PointsTo { get; init; }
    [Id(2)] public Evidence Evidence { get; init; } = new();
    [Id(3)] public DateTimeOffset At { get; init; }
}
