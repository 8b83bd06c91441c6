using SocialCrm.Live;
using SocialCrm.Notices;

namespace SocialCrm.Storage.Tests;

/// <summary>Keeps what was committed, in its order, and how many transactions it came in.</summary>
internal sealed class RecordingSink : IChangeSink
{
    private readonly Lock gate = new();
    private readonly List<Change> changes = [];
    private readonly List<NoticeView> notices = [];

    public int Calls { get; private set; }

    public IReadOnlyList<Change> Changes
    {
        get
        {
            lock (gate) return [.. changes];
        }
    }

    public IReadOnlyList<NoticeView> Notices
    {
        get
        {
            lock (gate) return [.. notices];
        }
    }

    public void Raised(IReadOnlyList<NoticeView> raised)
    {
        lock (gate) notices.AddRange(raised);
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
