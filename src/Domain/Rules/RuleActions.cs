using SocialCrm.Abuse;
using SocialCrm.Conversations;

namespace SocialCrm.Rules;

/// <summary>What a rule does. What is so already isn't done again.</summary>
public sealed record RuleActions
{
    public static readonly RuleActions None = new();

    public string? Queue { get; init; }

    /// <summary>A person by sign-in name; <c>none</c> takes it from whoever has it.</summary>
    public string? Assign { get; init; }
    public Priority? Priority { get; init; }

    /// <summary>By so much up (or down), between low and urgent.</summary>
    public int PriorityBy { get; init; }
    public IReadOnlyList<string> AddTags { get; init; } = [];
    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    /// <summary>The response-time policy of the wait that begins with the message, whatever its condition says.</summary>
    public string? Policy { get; init; }

    /// <summary>People, <c>role:</c>, <c>team:</c>, <c>queue:</c>, <c>assignee</c> or <c>on-call</c>, as are the others who are told.</summary>
    public IReadOnlyList<string> MustReact { get; init; } = [];
    public IReadOnlyList<string> ShouldKnow { get; init; } = [];

    /// <summary>Put aside for so long.</summary>
    public TimeSpan? Snooze { get; init; }

    /// <summary>Put aside until this calendar opens; nothing while it is open.</summary>
    public string? SnoozeUntilOpen { get; init; }

    /// <summary>The webhook that is called.</summary>
    public string? Webhook { get; init; }

    /// <summary>Who is asked to approve what is answered here.</summary>
    public IReadOnlyList<string> Approval { get; init; } = [];

    /// <summary>A step on the abuse ladder with the customer, up only; null for none.</summary>
    public AbuseLevel? Abuse { get; init; }

    /// <summary>What the value of a test with one value surely is after it; null where it doesn't change or can't be told.</summary>
    internal string? ValueOf(string test) => test switch
    {
        "queue" => Queue,
        "assignee" => Assign,
        "priority" => Priority is { } priority ? Names.Of(priority) : null,
        _ => null,
    };
}
