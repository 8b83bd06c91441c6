using SocialCrm.Live;

namespace SocialCrm.Storage.Tests;

/// <summary>Keeps what was committed, in its order, and how many transactions it came in.</summary>
internal sealed class RecordingSink : IChangeSink
{
    private readonly Lock gate = new();
    private readonly List<Change> changes = [];

    public int Calls { get; private set; }

    public IReadOnlyList<Change> Changes
    {
        get
        {
            lock (gate) return [.. changes];
        }
    }

    public void Committed(IReadOnlyList<Change> committed)
    {
        lock (gate)
        {
            Calls++;
            changes.AddRange(committed);
        }
    }
}
