namespace SocialCrm.Configuration;

/// <summary>What one reading of a document found besides its values.</summary>
public sealed class DocumentFindings(List<ConfigurationFault> faults)
{
    public DocumentFindings()
        : this([])
    {
    }

    public List<ConfigurationFault> Faults => faults;

    /// <summary>The names that the document gives.</summary>
    public HashSet<(NameKind Kind, string Name)> Defined { get; } = [];

    /// <summary>The names that it uses, its own included, in the order read.</summary>
    public List<UsedName> Used { get; } = [];

    /// <summary>By path, the members that a mapping there may have: what a schema of the document has to tell.</summary>
    public Dictionary<string, IReadOnlyList<string>> Members { get; } = new(StringComparer.Ordinal);
}

/// <param name="Field">Where.</param>
public sealed record UsedName(string Field, NameKind Kind, string Name);

/// <summary>What a name can stand for. Names of different kinds don't collide.</summary>
public enum NameKind
{
    Calendar = 1,
    Ladder = 2,
    Policy = 3,
    Queue = 4,
    Team = 5,

    /// <summary>Somebody who signs in, by that name: of the routing document, or known to the service.</summary>
    Agent = 6,

    /// <summary>Agent, supervisor, administrator, or one that the notices document names.</summary>
    Role = 7,
    Webhook = 8,
    Skill = 9,
    Shift = 10,
    Rule = 11,
    Template = 12,
}
