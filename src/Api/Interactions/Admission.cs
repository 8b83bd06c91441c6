using Microsoft.Extensions.Options;
using SocialCrm.Api.Observability;

namespace SocialCrm.Api.Interactions;

/// <summary>What is being taken in right now, bounded: the process refuses in time instead of running out of memory.</summary>
internal sealed class Admission(IOptions<AdmissionOptions> options)
{
    private readonly int _maxInteractions = options.Value.MaxInteractionsInFlight;
    private readonly long _maxBytes = options.Value.MaxBytesInFlight;
    private long _interactions;
    private long _bytes;

    public long InteractionsInFlight => Interlocked.Read(ref _interactions);
    public long BytesInFlight => Interlocked.Read(ref _bytes);

    public bool TryBytes(int bytes) => Try(ref _bytes, bytes, _maxBytes);

    public bool TryInteractions(int count) => Try(ref _interactions, count, _maxInteractions);

    public void Leave(long bytes, int interactions)
    {
        if (bytes > 0) Interlocked.Add(ref _bytes, -bytes);
        if (interactions > 0) Interlocked.Add(ref _interactions, -interactions);
    }

    private static bool Try(ref long inFlight, int more, long max)
    {
        if (Interlocked.Add(ref inFlight, more) <= max) return true;
        Interlocked.Add(ref inFlight, -more);
        Metrics.NotAdmitted.Add(1);
        return false;
    }
}
