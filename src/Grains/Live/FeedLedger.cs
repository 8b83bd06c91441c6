using SocialCrm.Notices;

namespace SocialCrm.Live;

/// <summary>
/// What one partition of the feed remembers: its epoch and sequence, who observes until when, and how far each publisher has come.
/// Pure; <c>now</c> is a monotonic time. Whatever may have been lost begins a new epoch.
/// </summary>
internal sealed class FeedLedger(Guid epoch)
{
    /// <summary>Most hosts that observe one partition. A further one is refused until a lease ends.</summary>
    public const int MaxObservers = 1_000;

    private readonly Dictionary<Guid, Publisher> _publishers = [];
    private readonly Dictionary<string, Observer> _observers = new(StringComparer.Ordinal);
    private Guid _epoch = epoch;
    private long _sequence;

    public FeedPosition Position => new() { Epoch = _epoch, Sequence = _sequence };

    public IEnumerable<IFeedObserver> Observers => _observers.Values.Select(static o => o.Reference);

    public int ObserverCount => _observers.Count;

    /// <summary>
    /// Notes a publication. True when something may be missing before it: a known publisher skipped a number, or one that isn't known
    /// (its lease ended, or this activation is younger than it) doesn't begin at 1.
    /// </summary>
    public bool MissedBefore(FeedPublication publication, TimeSpan now)
    {
        var last = _publishers.TryGetValue(publication.Publisher, out var publisher) ? publisher.Number : 0;
        if (publication.Last) _publishers.Remove(publication.Publisher);
        else _publishers[publication.Publisher] = new Publisher(Math.Max(last, publication.Number), now);
        return publication.Number != last + 1;
    }

    public void BeginEpoch(Guid epoch)
    {
        _epoch = epoch;
        _sequence = 0;
    }

    /// <summary>The batch that takes the next place in the sequence.</summary>
    public FeedBatch Next(int partition, IReadOnlyList<Change> changes, IReadOnlyList<NoticeView>? notices = null)
    {
        _sequence++;
        return new FeedBatch { Partition = partition, Position = Position, Changes = changes, Notices = notices ?? [] };
    }

    /// <summary>False when there are <see cref="MaxObservers"/> already.</summary>
    public bool Renew(string host, IFeedObserver observer, TimeSpan now)
    {
        if (_observers.Count >= MaxObservers && !_observers.ContainsKey(host)) return false;
        _observers[host] = new Observer(observer, now);
        return true;
    }

    public void Leave(string host) => _observers.Remove(host);

    /// <summary>Forgets observers whose lease ended.</summary>
    public void DropObservers(TimeSpan now)
    {
        foreach (var (host, observer) in _observers)
        {
            if (now - observer.RenewedAt > FeedTimes.ObserverLease) _observers.Remove(host);
        }
    }

    /// <summary>Forgets publishers that were silent for longer than their lease, and answers how many: each may have died with changes in hand.</summary>
    public int DropSilentPublishers(TimeSpan now)
    {
        var before = _publishers.Count;
        foreach (var (id, publisher) in _publishers)
        {
            if (now - publisher.SeenAt > FeedTimes.PublisherLease) _publishers.Remove(id);
        }

        return before - _publishers.Count;
    }

    private readonly record struct Publisher(long Number, TimeSpan SeenAt);

    private readonly record struct Observer(IFeedObserver Reference, TimeSpan RenewedAt);
}
