using SocialCrm.Configuration;

namespace SocialCrm.Rules;

/// <summary>Something that holds for some facts and not for others. Prepared once, immutable, judged in memory without waiting.</summary>
public abstract record Condition
{
    public static readonly Condition Always = new AllOf([]);

    /// <summary>Whether it holds. Allocates nothing, but for a text with letters in pieces, which is put together once a message.</summary>
    public abstract bool Holds(Facts facts);

    /// <summary>The same judgement with its reasons: every part is judged, also those that <see cref="Holds"/> didn't need.</summary>
    public abstract Explanation Explain(Facts facts);

    /// <summary>Whether it surely holds right after these changes, whatever else is so. False where that isn't known.</summary>
    internal virtual bool FollowsFrom(RuleActions done) => false;

    /// <summary>Of a mapping in which everything must hold; what is wrong with it is among the document's faults.</summary>
    public static Condition Read(DocumentNode node) => ConditionReader.Read(node);
}
