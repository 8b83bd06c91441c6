namespace Orleans.Embedded.Calls;

/// <summary>
/// The calls whose callers wait, so that those without an answer in time can be failed without a timer each: adding and removing are a few
/// nanoseconds, and a sweep of the silo's clock looks for the late ones.
/// </summary>
internal sealed class OutstandingCalls(CoarseClock clock)
{
    // Stripes keep processors from waiting for each other; a power of two.
    private readonly Stripe[] _stripes =
        [.. Enumerable.Range(0, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)).Select(_ => new Stripe())];

    private volatile TaskCompletionSource? _none;

    internal int Count => _stripes.Sum(s => s.Count);

    internal void Add(Request request, long timeoutMs)
    {
        // The clock may stand up to a period behind: nobody is failed early.
        request.DeadlineMs = clock.NowMs + timeoutMs + CoarseClock.PeriodMs;
        _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)].Add(request);
    }

    internal void Remove(Request request)
    {
        request.Stripe?.Remove(request);
        if (_none is { } none && Count == 0)
            none.TrySetResult();
    }

    /// <summary>Ends when no caller waits; for a host that lets no new ones in.</summary>
    internal Task WhenNoneAsync()
    {
        _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Count == 0)
            _none.TrySetResult();
        return _none.Task;
    }

    internal void FailLate()
    {
        var late = new List<Request>();
        foreach (var stripe in _stripes)
            stripe.CollectLate(clock.NowMs, late);
        foreach (var request in late)
            request.Fail(new TimeoutException($"No answer to {request.Method.Name} from {request.Gate.Name} within {request.Method.TimeoutMs} ms."));
    }

    internal sealed class Stripe
    {
        private readonly Lock _lock = new();
        private Request? _first;
        private int _count;

        internal int Count
        {
            get
            {
                lock (_lock)
                    return _count;
            }
        }

        internal void Add(Request request)
        {
            lock (_lock)
            {
                request.Stripe = this;
                request.Next = _first;
                if (_first is not null)
                    _first.Previous = request;
                _first = request;
                _count++;
            }
        }

        internal void Remove(Request request)
        {
            lock (_lock)
            {
                if (request.Stripe is null)
                    return;
                request.Stripe = null;
                if (request.Previous is null)
                    _first = request.Next;
                else
                    request.Previous.Next = request.Next;
                if (request.Next is not null)
                    request.Next.Previous = request.Previous;
                request.Next = request.Previous = null;
                _count--;
            }
        }

        internal void CollectLate(long nowMs, List<Request> late)
        {
            lock (_lock)
            {
                for (var request = _first; request is not null; request = request.Next)
                {
                    if (request.DeadlineMs <= nowMs)
                        late.Add(request);
                }
            }
        }
    }
}
