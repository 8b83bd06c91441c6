namespace SocialCrm.Live;

/// <summary>
/// What this host knows of its lease of one partition: whether it holds, how far the batches have come, and what a renewal promised.
/// Pure; <c>now</c> is a monotonic time; calls may come from any thread. Methods that answer a reason say that changes may be lost.
/// </summary>
internal sealed class PartitionLease
{
    /// <summary>Without a renewal for so long nothing is known any more: three beats, well within the feed's own lease.</summary>
    public static readonly TimeSpan Silence = FeedTimes.Beat * 3;

    private readonly Lock _gate = new();
    private bool _joined;
    private bool _known;
    private Guid _epoch;
    private long _arrived;
    private long? _promised;
    private TimeSpan _promisedAt;
    private TimeSpan _renewedAt;

    public bool IsActive(TimeSpan now)
    {
        lock (_gate) return _joined && now - _renewedAt <= Silence;
    }

    /// <summary>A batch came in.</summary>
    public string? Arrived(FeedPosition position)
    {
        lock (_gate)
        {
            if (!_known || position.Epoch != _epoch) return Adopt(position, "new epoch");
            if (position.Sequence <= _arrived) return null;
            return position.Sequence == _arrived + 1 ? Follow(position.Sequence) : Adopt(position, "gap");
        }
    }

    /// <summary>
    /// A renewal that was sent at <paramref name="sentAt"/> was answered. Everything up to the answer was sent before it, but may come in after it:
    /// it has until the first <see cref="Beat"/> that is at least half a beat later.
    /// </summary>
    public string? Renewed(FeedPosition answer, TimeSpan sentAt, TimeSpan now)
    {
        lock (_gate)
        {
            var first = !_joined;
            _renewedAt = sentAt;
            if (!_known || answer.Epoch != _epoch)
            {
                var lost = Adopt(answer, "new epoch");
                _joined = true;
                return lost;
            }

            _joined = true;
            // Whoever waited for this lease reads after it: what came before doesn't matter.
            if (first) _arrived = Math.Max(_arrived, answer.Sequence);
            else if (_arrived < answer.Sequence && !(_arrived < _promised)) (_promised, _promisedAt) = (answer.Sequence, now);
            return null;
        }
    }

    /// <summary>Time for the next renewal.</summary>
    public string? Beat(TimeSpan now)
    {
        lock (_gate)
        {
            if (!_joined) return null;
            if (now - _renewedAt > Silence)
            {
                Forget();
                return "silence";
            }

            if (_promised is not { } promised || now - _promisedAt < FeedTimes.Beat / 2) return null;
            _promised = null;
            if (_arrived >= promised) return null;
            _arrived = promised;
            return "last batch";
        }
    }

    /// <summary>Not needed any more: the feed's side ends by itself.</summary>
    public void End()
    {
        lock (_gate) Forget();
    }

    private string? Follow(long sequence)
    {
        _arrived = sequence;
        return null;
    }

    private string? Adopt(FeedPosition position, string reason)
    {
        _known = true;
        _epoch = position.Epoch;
        _arrived = position.Sequence;
        _promised = null;
        return _joined ? reason : null;
    }

    private void Forget()
    {
        _joined = false;
        _known = false;
        _promised = null;
    }
}
