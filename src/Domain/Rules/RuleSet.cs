using SocialCrm.Configuration;

namespace SocialCrm.Rules;

/// <summary>The rules in their order.</summary>
public sealed record RuleSet
{
    /// <summary>Most rules of one configuration.</summary>
    public const int Max = 500;

    public static readonly RuleSet None = new();

    public IReadOnlyList<Rule> Ordered
    {
        get;
        init
        {
            field = value;
            Listens = value.Aggregate(Triggers.None, static (all, rule) => all | rule.When);
        }
    } = [];

    /// <summary>What at least one rule waits for.</summary>
    public Triggers Listens { get; private init; }

    public static RuleSet Read(DocumentNode root) => RulesDocument.Read(root);
}

/// <summary>When something happens and a condition holds, then something is done.</summary>
public sealed record Rule
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public Triggers When { get; init; } = Triggers.Received;
    public Condition If { get; init; } = Condition.Always;
    public RuleActions Then { get; init; } = RuleActions.None;

    /// <summary>Where it did something, no later rule is looked at for the same reason; those that it sets off itself still are.</summary>
    public bool Stop { get; init; }
}
