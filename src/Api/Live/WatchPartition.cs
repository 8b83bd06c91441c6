using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>What this host watches of one partition. Everything in it is used under its gate, which is never held over an await.</summary>
internal sealed class WatchPartition(int number)
{
    public int Number { get; } = number;

    public Lock Gate { get; } = new();

    public Dictionary<CustomerId, WatchedCustomer> Customers { get; } = [];

    public Dictionary<ConversationId, WatchedConversation> Conversations { get; } = [];

    /// <summary>By the person.</summary>
    public Dictionary<string, List<NoticeWatch>> Notices { get; } = new(StringComparer.Ordinal);

    public bool IsUsed
    {
        get
        {
            lock (Gate) return Customers.Count + Conversations.Count + Notices.Count > 0;
        }
    }

    /// <summary>Ends everything here with a resync.</summary>
    public void Lose()
    {
        lock (Gate)
        {
            foreach (var customer in Customers.Values) customer.Lose();
            foreach (var conversation in Conversations.Values) conversation.Lose();
            foreach (var watch in Notices.Values.SelectMany(static w => w)) watch.Lose();
            Customers.Clear();
            Conversations.Clear();
            Notices.Clear();
        }
    }

    public void Add(NoticeWatch watch)
    {
        lock (Gate)
        {
            if (!Notices.TryGetValue(watch.Id, out var watches)) Notices[watch.Id] = watches = [];
            watches.Add(watch);
        }
    }

    public void Remove(NoticeWatch watch)
    {
        lock (Gate)
        {
            if (Notices.TryGetValue(watch.Id, out var watches) && watches.Remove(watch) && watches.Count == 0) Notices.Remove(watch.Id);
        }
    }
}
