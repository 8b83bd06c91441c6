namespace SocialCrm.Notices;

/// <summary>
/// Decides when what waits for somebody is told by mail or webhook: the first at once, what follows within the plan's time together with it, and nothing in quiet
/// hours but what the one on call must react to.
/// </summary>
public static class DeliveryDecider
{
    /// <summary>The longest that what the one on call must react to waits to go together with others.</summary>
    public static readonly TimeSpan UrgentWithin = TimeSpan.FromMinutes(1);

    /// <param name="count">How many wait.</param>
    /// <param name="urgent">How many of them the one on call must react to.</param>
    /// <param name="lastAt">When the recipient was last told; null: never.</param>
    /// <returns>Null: not yet.</returns>
    public static Told? Decide(string recipient, long count, long urgent, DateTimeOffset? lastAt, NoticePlan plan, DateTimeOffset now)
    {
        if (count == 0) return null;
        var isQuiet = plan.QuietHoursOf(recipient)?.EndAfter(now) is not null;
        if (isQuiet && urgent == 0) return null;
        var within = urgent > 0 && plan.GroupWithin > UrgentWithin ? UrgentWithin : plan.GroupWithin;
        // A clock that was put back must not silence anybody: a last time to come counts as none.
        if (lastAt is { } last && last <= now && now - last < within) return null;
        return isQuiet ? Told.Urgent : Told.All;
    }
}

public enum Told
{
    /// <summary>Everything that waits.</summary>
    All = 1,

    /// <summary>Only what the one on call must react to; the rest waits for the end of the quiet hours.</summary>
    Urgent = 2,
}
