using Microsoft.Extensions.Logging;
using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>
/// One partition's way out of this process: collects changes while a publication is under way, so there is one call per partition and round.
/// </summary>
internal sealed class OutgoingPartition(int partition, Guid publisher, IFeedGrain feed, PublisherOptions options, TimeProvider time, ILogger log)
    : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private List<Change> _waiting = [];
    private List<NoticeView> _notices = [];
    private long _waitingSince;
    private long _number;
    private bool _underWay;
    private bool _lost;
    private bool _beat;
    private bool _paused;
    private bool _leaving;
    private TaskCompletionSource? _left;

    /// <summary>Takes a change for the next round. Never blocks for long, never throws.</summary>
    public void Add(Change change)
    {
        lock (_gate)
        {
            if (_waiting.Count >= options.MaxWaitingChanges)
            {
                // From here on everybody has to read again anyway: what waits is of no use to anybody.
                Drop("overflow", _waiting.Count + 1, exception: null);
                _waiting = [];
                return;
            }

            if (_waiting.Count == 0) _waitingSince = time.GetTimestamp();
            _waiting.Add(change);
            if (_underWay || _paused) return;
            _underWay = true;
        }

        Start();
    }

    /// <inheritdoc cref="Add(Change)"/>
    public void Add(NoticeView notice)
    {
        lock (_gate)
        {
            if (_notices.Count >= options.MaxWaitingChanges)
            {
                Drop("overflow", _notices.Count + 1, exception: null);
                _notices = [];
                return;
            }

            _notices.Add(notice);
            if (_underWay || _paused) return;
            _underWay = true;
        }

        Start();
    }

    /// <summary>Shows the feed that this process lives; also tries again after a failure.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            _beat = true;
            _paused = false;
            if (_underWay) return;
            _underWay = true;
        }

        Start();
    }

    /// <summary>Completes when everything collected is published and the feed knows that this publisher left.</summary>
    public Task LeaveAsync()
    {
        lock (_gate)
        {
            _leaving = true;
            _left ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Beat();
        return _left.Task;
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    // Off the journal writer's thread: it commits, and must not carry the calls of the feed.
    private void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private async Task RunAsync()
    {
        while (TakeRound(out var publication, out var since))
        {
            try
            {
                await feed.PublishAsync(publication).WaitAsync(options.RoundTimeout, time);
                if (publication.Changes.Count > 0) FeedMetrics.Round(time.GetElapsedTime(since).TotalMilliseconds, publication.Changes.Count);
            }
            catch (Exception e)
            {
                lock (_gate) Drop("publish failed", publication.Changes.Count + publication.Notices.Count, e);
            }
        }
    }

    private bool TakeRound(out FeedPublication publication, out long since)
    {
        lock (_gate)
        {
            since = _waitingSince;
            publication = new FeedPublication();
            if (_paused || (_waiting.Count + _notices.Count == 0 && !_beat))
            {
                _underWay = false;
                if (_leaving) _left?.TrySetResult();
                return false;
            }

            _beat = false;
            // A skipped number tells the feed that something is missing here.
            _number += _lost ? 2 : 1;
            _lost = false;
            var changes = TakeWaiting();
            var notices = _notices;
            if (notices.Count > 0) _notices = [];
            publication = new FeedPublication
            {
                Publisher = publisher,
                Number = _number,
                Changes = changes,
                Notices = notices,
                Last = _leaving && _waiting.Count == 0,
            };
            return true;
        }
    }

    private List<Change> TakeWaiting()
    {
        var taken = _waiting;
        if (taken.Count <= options.MaxChangesPerRound)
        {
            _waiting = [];
            return taken;
        }

        _waiting = taken.GetRange(options.MaxChangesPerRound, taken.Count - options.MaxChangesPerRound);
        _waitingSince = time.GetTimestamp();
        return taken.GetRange(0, options.MaxChangesPerRound);
    }

    /// <summary>Under the gate. The feed may be away: the next beat tries again, not the next change.</summary>
    private void Drop(string reason, int changes, Exception? exception)
    {
        _lost = true;
        _paused |= exception is not null;
        FeedMetrics.Lost(reason);
        // A beat that failed took nothing along: while no silo takes the feed, as at the stop of the last one, that is no news.
        if (changes > 0) FeedLog.PublicationLost(log, partition, changes, reason, exception);
    }
}
