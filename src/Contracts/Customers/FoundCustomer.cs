using SocialCrm.Identities;

namespace SocialCrm.Customers;

/// <summary>A customer as a search shows them.</summary>
public sealed record FoundCustomer
{
    public CustomerId Id { get; init; }
    public string? Name { get; init; }
    public Stage Stage { get; init; } = Stage.Prospect;
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>The identity that was found, or else the first; null when there is none.</summary>
    public string? Channel { get; init; }

    /// <summary>As it was written.</summary>
    public string? Handle { get; init; }
}
