namespace SocialCrm.ResponseTimes;

/// <summary>A moment of a clock at which something is judged.</summary>
/// <param name="AfterMs">Business time from the clock's beginning.</param>
/// <param name="Percent">Of a warning; 100 for the breach and the steps that come with it or after it.</param>
/// <param name="Step">The ladder's step; null for warnings and the breach themselves.</param>
public readonly record struct Mark(long AfterMs, int Percent, int? Step)
{
    public bool IsBreach => Percent == 100 && Step is null;
}

/// <summary>
/// The marks of a clock in their order: warnings, the breach, and the ladder's steps. A function of the policy and the target, so a clock needs to remember
/// only how many of them have passed; the order doesn't depend on the target.
/// </summary>
public static class Marks
{
    public static IReadOnlyList<Mark> Of(Clock clock, Configuration.Configuration configuration)
    {
        if (configuration.ResponseTimes.ById(clock.Policy) is not { } policy) return [new Mark(clock.TargetMs, 100, null)];
        var marks = new List<Mark>(4);
        foreach (var percent in policy.WarnAt) marks.Add(new Mark(clock.TargetMs * percent / 100, percent, null));
        marks.Add(new Mark(clock.TargetMs, 100, null));
        if (configuration.Escalation.Of(policy.Ladder) is { } ladder)
        {
            for (var i = 0; i < ladder.Steps.Count; i++)
            {
                var step = ladder.Steps[i];
                var percent = step.AtPercent ?? 100;
                marks.Add(new Mark((clock.TargetMs * percent / 100) + (long)step.After.TotalMilliseconds, percent, i));
            }
        }

        // By percent first, then by time: what belongs to the breach is never before it. The list is stable: of equals, a warning comes before its steps.
        return [.. marks.OrderBy(static m => m.Percent).ThenBy(static m => m.AfterMs).ThenBy(static m => m.Step ?? -1)];
    }
}
