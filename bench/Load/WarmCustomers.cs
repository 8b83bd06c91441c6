namespace SocialCrm.Bench.Load;

/// <summary>Messages of so many customers, each under a new id; the numbers go on through all runs on one store.</summary>
internal sealed class WarmCustomers(string prefix, int count)
{
    private long _next;

    public (string Handle, string ExternalId) Next(Random random) => ($"@{prefix}{random.Next(count)}", NextId());

    public string NextId() => $"{prefix}-{Interlocked.Increment(ref _next)}";
}
