namespace SocialCrm.Rules;

/// <summary>Something that holds for some facts and not for others. Prepared once, immutable, judged in memory without waiting.</summary>
public abstract record Condition
{
    public static readonly Condition Always = new AllOf([]);

    public abstract bool Holds(Facts facts);
}

public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public override bool Holds(Facts facts)
    {
        for (var i = 0; i < Conditions.Count; i++) if (!Conditions[i].Holds(facts)) return false;
        return true;
    }
}
