namespace SocialCrm.Rules;

/// <summary>The rules in their order.</summary>
public sealed record RuleSet
{
    public static readonly RuleSet None = new();
}
