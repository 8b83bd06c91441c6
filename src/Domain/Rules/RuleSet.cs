namespace SocialCrm.Rules;

/// <summary>The rules in their order.</summary>
public sealed record RuleSet
{
    public static readonly RuleSet None = new();

    public static RuleSet Read(Configuration.DocumentNode root)
    {
        root.Only();
        return None;
    }
}
