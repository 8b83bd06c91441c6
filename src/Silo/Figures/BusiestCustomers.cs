using SocialCrm.Identities;
using SocialCrm.Live;

namespace SocialCrm.Figures;

/// <summary>
/// Which customers this process commits most for. Two halves of a minute are counted; of each at most 10,000 customers, which one who is hot is among, for
/// the hot come early.
/// </summary>
public sealed class BusiestCustomers
{
    private const int MaxCustomers = 10_000;
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private Dictionary<CustomerId, long> now = [];
    private Dictionary<CustomerId, long> before = [];
    private long turned;

    public BusiestCustomers(TimeProvider time) => (this.time, turned) = (time, time.GetTimestamp());

    public void Add(IReadOnlyList<Change> changes)
    {
        lock (gate)
        {
            Turn();
            foreach (var change in changes)
            {
                var rows = change.CustomerVersion - change.CustomerFrom;
                if (now.TryGetValue(change.CustomerId, out var sofar)) now[change.CustomerId] = sofar + rows;
                else if (now.Count < MaxCustomers) now.Add(change.CustomerId, rows);
            }
        }
    }

    /// <summary>Most first.</summary>
    public IReadOnlyList<BusyActor> Top(int most)
    {
        lock (gate)
        {
            Turn();
            return
            [
                .. now.Concat(before).GroupBy(static c => c.Key).Select(static c => new BusyActor(c.Key.ToString(), c.Sum(static p => p.Value)))
                    .OrderByDescending(static a => a.Rows).ThenBy(static a => a.Id, StringComparer.Ordinal).Take(most),
            ];
        }
    }

    private void Turn()
    {
        var halves = time.GetElapsedTime(turned) / Half;
        if (halves < 1) return;
        (before, now) = (halves < 2 ? now : [], []);
        turned = time.GetTimestamp();
    }
}
