using SocialCrm.Identities;

namespace SocialCrm.Live;

/// <summary>What this host watches of one partition. Everything in it is used under its gate, which is never held over an await.</summary>
internal sealed class WatchPartition(int number)
{
    public int Number { get; } = number;

    public Lock Gate { get; } = new();

    public Dictionary<CustomerId, WatchedCustomer> Customers { get; } = [];

    public Dictionary<ConversationId, WatchedConversation> Conversations { get; } = [];

    public bool IsUsed
    {
        get
        {
            lock (Gate) return Customers.Count + Conversations.Count > 0;
        }
    }

    /// <summary>Ends everything here with a resync.</summary>
    public void Lose()
    {
        lock (Gate)
        {
            foreach (var customer in Customers.Values) customer.Lose();
            foreach (var conversation in Conversations.Values) conversation.Lose();
            Customers.Clear();
            Conversations.Clear();
        }
    }
}
