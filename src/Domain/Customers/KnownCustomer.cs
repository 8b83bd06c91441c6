namespace SocialCrm.Customers;

/// <summary>What was known of the customer when the newest message came: what conditions are asked about until the next one.</summary>
/// <param name="Tags">Null: none.</param>
public sealed record KnownCustomer(Stage Stage, IReadOnlyList<string>? Tags = null)
{
    /// <summary>Null for somebody of whom nothing is known: a prospect without tags.</summary>
    public static KnownCustomer? Of(Stage stage, IReadOnlyList<string> tags) => stage == Stage.Prospect && tags.Count == 0 ? null : new(stage, tags.Count == 0 ? null : tags);

    public bool Equals(KnownCustomer? other) => other is not null && Stage == other.Stage && (Tags ?? []).SequenceEqual(other.Tags ?? [], StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Stage, Tags?.Count ?? 0);
}
