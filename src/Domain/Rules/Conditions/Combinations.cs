namespace SocialCrm.Rules;

public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public const string Name = "all";

    public override bool Holds(Facts facts)
    {
        for (var i = 0; i < Conditions.Count; i++) if (!Conditions[i].Holds(facts)) return false;
        return true;
    }

    public override Explanation Explain(Facts facts)
    {
        Explanation[] parts = [.. Conditions.Select(c => c.Explain(facts))];
        return new(Name, null, null, parts.Any(static p => p.Holds == false) ? false : parts.All(static p => p.Holds == true) ? true : null, parts);
    }

    internal override bool FollowsFrom(RuleActions done) => Conditions.All(c => c.FollowsFrom(done));
}

public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition
{
    public const string Name = "any";

    public override bool Holds(Facts facts)
    {
        for (var i = 0; i < Conditions.Count; i++) if (Conditions[i].Holds(facts)) return true;
        return false;
    }

    public override Explanation Explain(Facts facts)
    {
        Explanation[] parts = [.. Conditions.Select(c => c.Explain(facts))];
        return new(Name, null, null, parts.Any(static p => p.Holds == true) ? true : parts.All(static p => p.Holds == false) ? false : null, parts);
    }

    internal override bool FollowsFrom(RuleActions done) => Conditions.Any(c => c.FollowsFrom(done));
}

public sealed record Not(Condition Condition) : Condition
{
    public const string Name = "not";

    public override bool Holds(Facts facts) => !Condition.Holds(facts);

    public override Explanation Explain(Facts facts)
    {
        var part = Condition.Explain(facts);
        return new(Name, null, null, !part.Holds, [part]);
    }
}
