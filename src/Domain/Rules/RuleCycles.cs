namespace SocialCrm.Rules;

/// <summary>
/// Finds rules that would set each other off without end whatever the conversation is like: each surely changes what the next one waits for, to something
/// for which the next one's condition surely holds. What only may come to a loop is cut when it does.
/// </summary>
internal static class RuleCycles
{
    /// <summary>The rules of one cycle in their order; null when there is none.</summary>
    public static IReadOnlyList<Rule>? Find(IReadOnlyList<Rule> rules)
    {
        var done = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
        var path = new List<Rule>();
        foreach (var rule in rules) if (Search(rule) is { } found) return found;
        return null;

        IReadOnlyList<Rule>? Search(Rule rule)
        {
            if (path.FindIndex(r => ReferenceEquals(r, rule)) is var at and >= 0) return path[at..];
            if (!done.Add(rule)) return null;
            path.Add(rule);
            foreach (var next in rules) if (!ReferenceEquals(rule, next) && SetsOff(rule, next) && Search(next) is { } found) return found;
            path.RemoveAt(path.Count - 1);
            return null;
        }
    }

    /// <summary>Whether one surely sets the other off, and the other surely changes the same thing to something else again.</summary>
    private static bool SetsOff(Rule one, Rule other)
    {
        if (!other.If.FollowsFrom(one.Then)) return false;
        return (Waits(Triggers.Moved) && Differ(one.Then.Queue, other.Then.Queue))
            || (Waits(Triggers.Assigned) && one.Then.Assign != ConditionReader.Nobody && Differ(one.Then.Assign, other.Then.Assign))
            || (Waits(Triggers.Prioritised) && one.Then.Priority is { } a && other.Then.Priority is { } b && a != b)
            || (Waits(Triggers.Tagged) && (one.Then.AddTags.Any(other.Then.RemoveTags.Contains) || one.Then.RemoveTags.Any(other.Then.AddTags.Contains)));

        bool Waits(Triggers trigger) => (other.When & trigger) != Triggers.None;
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;
}
