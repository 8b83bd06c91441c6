using SocialCrm.Conversations;

namespace SocialCrm.ResponseTimes;

/// <summary>A wait as the journal tells of it.</summary>
/// <param name="Clock">The last known; null where there was no target.</param>
/// <param name="Given">Null while it is unanswered.</param>
/// <param name="Dropped">It ended without an answer.</param>
public sealed record RecordedWait(ClockKind Kind, DateTimeOffset Since, Clock? Clock, bool Breached, ResponseGiven? Given, bool Dropped);

/// <summary>All waits for a response that a conversation's events tell of. Read only when a late message has to be reckoned with.</summary>
public static class WaitLedger
{
    public static List<RecordedWait> Of(IEnumerable<ConversationEvent> events)
    {
        var waits = new Dictionary<(ClockKind, DateTimeOffset), RecordedWait>();
        foreach (var e in events)
        {
            switch (e)
            {
                case ClockStarted { Clock.Kind: not ClockKind.Resolution } started:
                    var breached = started.Clock.Breached;
                    if (started.Replaces is { } replaced) waits.Remove((started.Clock.Kind, replaced));
                    waits[(started.Clock.Kind, started.Clock.Since)] = new(started.Clock.Kind, started.Clock.Since, started.Clock, breached, null, Dropped: false);
                    break;
                case ClockChanged { Clock.Kind: not ClockKind.Resolution } changed:
                    Change(changed.Clock.Kind, changed.Clock.Since, w => w with { Clock = changed.Clock });
                    break;
                case ClockDropped { Kind: not ClockKind.Resolution } dropped:
                    Change(dropped.Kind, dropped.Since, static w => w with { Dropped = true });
                    break;
                case TargetBreached { Kind: not ClockKind.Resolution } breach:
                    Change(breach.Kind, breach.Since, static w => w with { Breached = true });
                    break;
                case BreachWithdrawn { Kind: not ClockKind.Resolution } withdrawn:
                    Change(withdrawn.Kind, withdrawn.Since, static w => w with { Breached = false });
                    break;
                case ResponseGiven { Kind: not ClockKind.Resolution } given:
                    if (waits.TryGetValue((given.Kind, given.Since), out var wait)) waits[(given.Kind, given.Since)] = wait with { Given = given };
                    else waits[(given.Kind, given.Since)] = new(given.Kind, given.Since, null, Breached: false, given, Dropped: false);
                    break;
                case ResponseWithdrawn withdrawn:
                    Change(withdrawn.Kind, withdrawn.Since, static w => w with { Given = null });
                    break;
            }
        }

        return [.. waits.Values.Where(static w => w.Clock is not null || w.Given is not null).OrderBy(static w => w.Since)];

        void Change(ClockKind kind, DateTimeOffset since, Func<RecordedWait, RecordedWait> change)
        {
            if (waits.TryGetValue((kind, since), out var wait)) waits[(kind, since)] = change(wait);
        }
    }
}
