using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Orleans;

namespace SocialCrm.Identities;

/// <summary>
/// A customer's id: 128 bits, a keyed hash of the first identity that was seen. Written as <c>cus_</c> and 32 lower-case hex digits;
/// opaque to everybody outside.
/// </summary>
[GenerateSerializer, Alias("crm.customer-id"), Immutable, JsonConverter(typeof(CustomerIdJson))]
public readonly record struct CustomerId : IComparable<CustomerId>
{
    private const string Prefix = "cus_";

    [Id(0)] public Guid Value { get; init; }

    public static CustomerId From(Guid value) => new() { Value = value };

    public static bool TryParse([NotNullWhen(true)] string? text, out CustomerId id) => IdText.TryParse(Prefix, text, out id, From);

    public int CompareTo(CustomerId other) => Value.CompareTo(other.Value);

    public override string ToString() => IdText.Format(Prefix, Value);

    public static bool operator <(CustomerId left, CustomerId right) => left.CompareTo(right) < 0;
    public static bool operator >(CustomerId left, CustomerId right) => left.CompareTo(right) > 0;
    public static bool operator <=(CustomerId left, CustomerId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(CustomerId left, CustomerId right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// A conversation's id: 128 bits, a hash of (customer, channel, account, thread, ordinal), so it is known before the first commit.
/// Written as <c>cnv_</c> and 32 lower-case hex digits.
/// </summary>
[GenerateSerializer, Alias("crm.conversation-id"), Immutable, JsonConverter(typeof(ConversationIdJson))]
public readonly record struct ConversationId
{
    private const string Prefix = "cnv_";

    [Id(0)] public Guid Value { get; init; }

    public static ConversationId From(Guid value) => new() { Value = value };

    public static bool TryParse([NotNullWhen(true)] string? text, out ConversationId id) => IdText.TryParse(Prefix, text, out id, From);

    public override string ToString() => IdText.Format(Prefix, Value);
}

/// <summary>
/// Where a fact came from, as 128 bits of SHA-256: the same fact delivered again has the same source, and the journal takes each source once.
/// See <c>SocialCrm.Interactions.Sources</c> in Domain for how each kind is made.
/// </summary>
[GenerateSerializer, Alias("crm.source-id"), Immutable]
public readonly record struct SourceId
{
    [Id(0)] public Guid Value { get; init; }

    public static SourceId From(Guid value) => new() { Value = value };

    public override string ToString() => IdText.Format("src_", Value);

    public static bool TryParse([NotNullWhen(true)] string? text, out SourceId id) => IdText.TryParse("src_", text, out id, From);
}
