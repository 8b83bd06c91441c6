namespace SocialCrm.Rules;

/// <summary>A condition without parts: looks at one value.</summary>
/// <param name="Name">The member of the document that stands for it.</param>
internal abstract record Test(string Name) : Condition
{
    /// <summary>What would make it hold, as written.</summary>
    protected abstract string Wanted { get; }

    protected abstract string? Saw(Facts facts);

    /// <summary>Whether what it looks at is still known.</summary>
    protected virtual bool IsKnown(Facts facts) => true;

    public sealed override Explanation Explain(Facts facts) =>
        IsKnown(facts) ? new(Name, Wanted, Saw(facts), Holds(facts), []) : new(Name, Wanted, null, null, []);
}
