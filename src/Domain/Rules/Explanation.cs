namespace SocialCrm.Rules;

/// <summary>One part of a condition, as it was judged.</summary>
/// <param name="Test">The member of the document, such as <c>channel</c>, <c>all</c>, <c>text.words</c>.</param>
/// <param name="Wanted">What would make it hold, as written; null for combinations.</param>
/// <param name="Saw">The value that was judged; null where there was none.</param>
/// <param name="Holds">Null where it can't be told any more, because what was said is erased.</param>
/// <param name="Parts">Of a combination, in their order.</param>
public sealed record Explanation(string Test, string? Wanted, string? Saw, bool? Holds, IReadOnlyList<Explanation> Parts)
{
    /// <summary>The first test that decided against: what has to change for it to hold. Null when it holds, or nobody can tell.</summary>
    public Explanation? Failed => Holds != false ? null : Parts.Count == 0 || Test == Not.Name ? this : Parts.Select(static p => p.Failed).FirstOrDefault(static f => f is not null) ?? this;
}
