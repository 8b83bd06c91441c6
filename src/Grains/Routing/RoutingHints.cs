using Orleans;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Live;
using SocialCrm.Notices;

namespace SocialCrm.Routing;

/// <summary>
/// Tells queues, out of what this process commits, that there may be something to give: a conversation that nobody has, or room that an agent got. Stands
/// before the feed, never waits, and may lose a hint: <see cref="RoutingSweep"/> finds what it would have told.
/// </summary>
/// <param name="configurations">Late, because they are read from the store, which is made with this.</param>
public sealed class RoutingHints(IChangeSink next, IGrainFactory grains, Lazy<IConfigurations> configurations) : IChangeSink
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _hinted = new(StringComparer.Ordinal);

    public void Committed(IReadOnlyList<Change> changes)
    {
        next.Committed(changes);
        var plan = configurations.Value.Current.Routing;
        for (var i = 0; i < changes.Count; i++)
        {
            var conversation = changes[i].Conversation;
            if (conversation is { Status: Status.Open, Assignee: null })
            {
                if (plan.Queues.TryGetValue(conversation.Queue, out var queue) && queue.AutoAssign) Hint(queue.Name);
            }
            else if (conversation.Assignee is not null && conversation.Status != Status.Open)
            {
                // Their room grew: any queue may have been waiting for it.
                foreach (var queue in plan.Queues.Values) if (queue.AutoAssign) Hint(queue.Name);
            }
        }
    }

    public void Raised(IReadOnlyList<NoticeView> notices) => next.Raised(notices);

    public void Waits() => next.Waits();

    /// <summary>Off the journal writer's thread, and one call for all hints of a queue that come before it is made.</summary>
    private void Hint(string queue)
    {
        lock (_gate)
        {
            if (!_hinted.Add(queue)) return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static hint =>
            {
                lock (hint.Self._gate) hint.Self._hinted.Remove(hint.Queue);
                _ = hint.Self.TellAsync(hint.Queue);
            },
            (Self: this, Queue: queue), preferLocal: false);
    }

    private async Task TellAsync(string queue)
    {
        try
        {
            await grains.GetGrain<IQueueGrain>(Keys.OfQueue(queue)).HintAsync();
        }
        catch (Exception)
        {
            // A lost hint: the sweep's work, and no reason to disturb whoever commits.
        }
    }
}
