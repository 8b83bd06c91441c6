using SocialCrm.Calendars;
using SocialCrm.Conversations;
using SocialCrm.Rules;

namespace SocialCrm.ResponseTimes;

/// <summary>What the company promises for some of its conversations.</summary>
public sealed record ResponsePolicy
{
    public required string Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Judged by the first message of a waiting period.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>In whose business time targets and warnings count.</summary>
    public string Calendar { get; init; } = CalendarSet.Always;
    public Target FirstResponse { get; init; } = Target.None;
    public Target NextResponse { get; init; } = Target.None;
    public Target Resolution { get; init; } = Target.None;

    /// <summary>Percent of the target at which is warned, ascending, 1 to 99.</summary>
    public IReadOnlyList<int> WarnAt { get; init; } = [50, 80];

    /// <summary>The ladder that warnings and breaches climb; null for none.</summary>
    public string? Ladder { get; init; }

    public Target TargetOf(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => FirstResponse,
        ClockKind.NextResponse => NextResponse,
        _ => Resolution,
    };
}

/// <summary>Business time within which something must have happened, by priority; null: no target.</summary>
public sealed record Target
{
    public static readonly Target None = new();

    private readonly TimeSpan?[] _byPriority = new TimeSpan?[(int)Priority.Urgent + 1];

    public static Target Of(TimeSpan all) => Of(_ => all);

    public static Target Of(Func<Priority, TimeSpan?> byPriority)
    {
        var target = new Target();
        foreach (var priority in Enum.GetValues<Priority>()) target._byPriority[(int)priority] = byPriority(priority);
        return target;
    }

    public TimeSpan? At(Priority priority) => _byPriority[(int)priority];

    public bool IsNone => Array.TrueForAll(_byPriority, static t => t is null);
}

/// <summary>The policies in their order.</summary>
public sealed record ResponsePolicies(IReadOnlyList<ResponsePolicy> Ordered)
{
    /// <summary>Most policies of one configuration.</summary>
    public const int Max = 200;

    public static readonly ResponsePolicies None = new([]);

    /// <summary>What everybody is told of them; null: nothing.</summary>
    public PublicFigure? Public { get; init; }

    /// <summary>The first one that matches; null when none does.</summary>
    /// <param name="chosen">The one that a rule chose, where there is one of that name.</param>
    public ResponsePolicy? For(Facts facts, string? chosen = null)
    {
        if (chosen is not null && ById(chosen) is { } policy) return policy;
        for (var i = 0; i < Ordered.Count; i++) if (Ordered[i].When.Holds(facts)) return Ordered[i];
        return null;
    }

    public ResponsePolicy? ById(string id)
    {
        for (var i = 0; i < Ordered.Count; i++) if (Ordered[i].Id == id) return Ordered[i];
        return null;
    }
}
