using SocialCrm.Conversations;

namespace SocialCrm.ResponseTimes;

/// <summary>A conversation's deadlines as everybody outside sees them: the earliest first, those that stand still last.</summary>
public static class DeadlineList
{
    public static IReadOnlyList<Deadline> Of(ConversationState state)
    {
        var snooze = state.SnoozeEndsAt;
        if (snooze is null && state.Clocks.Count == 0 && state.Dealt.Commitments.Count == 0) return [];
        List<Deadline> deadlines = [];
        if (snooze is { } until) deadlines.Add(new Deadline { Kind = "snooze", DueAt = until });
        foreach (var clock in state.Clocks) deadlines.Add(Of(clock));
        foreach (var commitment in state.Dealt.Commitments)
            deadlines.Add(new Deadline { Kind = "commitment", DueAt = commitment.DueAt, Since = commitment.MadeAt, State = commitment.LateAt is null ? "pending" : "breached" });
        return deadlines.Count == 1 ? deadlines : [.. deadlines.OrderBy(static d => d.DueAt ?? DateTimeOffset.MaxValue)];
    }

    private static Deadline Of(Clock clock) => new()
    {
        Kind = NameOf(clock.Kind),
        DueAt = clock.DueAt,
        Since = clock.Since,
        Policy = clock.Policy,
        State = clock.Breached ? "breached" : clock.RunningFrom is null ? "paused" : "pending",
        LeftMs = clock.RunningFrom is null ? Math.Max(0, clock.TargetMs - clock.AccruedMs) : null,
    };

    public static string NameOf(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "first-response",
        ClockKind.NextResponse => "next-response",
        _ => "resolution",
    };
}
