using SocialCrm.Identities;

namespace SocialCrm.Journal.Writing;

/// <summary>
/// The appends that wait for a transaction, and what is under way. Not safe for several threads: the writer locks it.
/// </summary>
/// <remarks>
/// A group takes appends in the order of the queue and passes over those that can't go yet: a stream, a source or an identity goes with one append at a
/// time, and a customer with one writer at a time, so writers never wait for each other's rows and a customer's changes leave in the order of its versions.
/// </remarks>
internal sealed class WaitingAppends(int maxRows)
{
    private readonly LinkedList<Pending> queue = new();
    private readonly HashSet<Guid> streams = [];
    private readonly HashSet<SourceId> sources = [];
    private readonly Dictionary<IdentityKey, CustomerId> keys = [];
    private readonly Dictionary<CustomerId, int> customers = [];
    private readonly RecentSources recent = new();

    public int Count => queue.Count;

    public int Rows { get; private set; }

    public void Add(Pending pending)
    {
        queue.AddLast(pending);
        Rows += pending.Rows;
    }

    /// <summary>Takes the next group for this writer; empty when nothing can go now. Appends that are known as redeliveries come back in <paramref name="known"/>.</summary>
    public List<Pending> Take(int writer, out List<(Pending Append, AppendResult Why)>? known)
    {
        known = null;
        List<Pending> group = [];
        var rows = 0;
        var passed = 0;
        for (var node = queue.First; node is not null && passed < maxRows * 2;)
        {
            var (current, next) = (node, node.Next);
            node = next;
            var pending = current.Value;
            if (recent.KnownOf(pending.Append) is { } stored)
            {
                Remove(current);
                (known ??= []).Add((pending, new AppendResult.AlreadyStored(stored)));
                continue;
            }

            if (rows > 0 && rows + pending.Rows > maxRows) break;
            if (!Claim(pending, writer))
            {
                passed++;
                continue;
            }

            Remove(current);
            group.Add(pending);
            rows += pending.Rows;
            if (rows >= maxRows) break;
        }

        return group;
    }

    /// <summary>The group's transaction is over, whatever came of it.</summary>
    public void Release(List<Pending> group)
    {
        foreach (var pending in group)
        {
            var append = pending.Append;
            streams.Remove(append.Stream);
            foreach (var entry in append.Entries) if (entry.Source is { } source) sources.Remove(source);
            if (pending.Customer is { } customer) customers.Remove(customer);
            foreach (var link in append.Links) keys.Remove(link.Key);
        }
    }

    /// <summary>It was committed: a redelivery of its sources is known from now on.</summary>
    public void Remember(Append committed) => recent.Add(committed);

    public List<Pending> TakeAll()
    {
        List<Pending> all = [.. queue];
        queue.Clear();
        Rows = 0;
        return all;
    }

    private void Remove(LinkedListNode<Pending> node)
    {
        queue.Remove(node);
        Rows -= node.Value.Rows;
    }

    private bool Claim(Pending pending, int writer)
    {
        var append = pending.Append;
        if (streams.Contains(append.Stream)) return false;
        if (pending.Customer is { } customer)
        {
            if (customers.TryGetValue(customer, out var other) && other != writer) return false;
            foreach (var link in append.Links) if (keys.TryGetValue(link.Key, out var owner) && owner != customer) return false;
        }

        foreach (var entry in append.Entries) if (entry.Source is { } source && sources.Contains(source)) return false;
        streams.Add(append.Stream);
        foreach (var entry in append.Entries) if (entry.Source is { } source) sources.Add(source);
        if (pending.Customer is not { } own) return true;
        customers[own] = writer;
        foreach (var link in append.Links) keys[link.Key] = own;
        return true;
    }
}
