using SocialCrm.Identities;
using SocialCrm.Live;

namespace SocialCrm.Journal.Writing;

/// <summary>What watchers hear of a committed group: one change per append that has a customer.</summary>
internal static class Changes
{
    /// <summary>The answers to the group's callers, in the group's order.</summary>
    public static AppendResult.Committed[] Of(GroupWork work, WriteOutcome.Written written)
    {
        var answers = new AppendResult.Committed[work.Appends.Count];
        // How many rows of each customer came before the append at hand.
        var before = new int[work.Customers.Length];
        HashSet<IdentityKey>? told = null;
        for (var i = 0; i < answers.Length; i++)
        {
            var append = work.Appends[i].Append;
            var version = append.ExpectedVersion + append.Entries.Count;
            if (append.Head is not { } head)
            {
                answers[i] = new(version, null, []);
                continue;
            }

            var (customer, channel) = work.PlacesOf(head);
            var row = written.Customers[customer.Index];
            var from = row.Version - customer.Rows + before[customer.Index];
            before[customer.Index] += append.Entries.Count;
            answers[i] = new(version, new Change
            {
                CustomerId = head.Customer,
                CustomerFrom = from,
                CustomerVersion = from + append.Entries.Count,
                Facts = row.Facts,
                Channel = written.Channels[channel.Index],
                Identities = append.Links.Count == 0 ? [] : Inserted(append, written, told ??= []),
                ConversationFrom = append.ExpectedVersion,
                Conversation = head.ToView(),
                LeftQueue = append.LeftQueue,
                Kind = append.Entries[^1].EventName,
            }, Waiting(append, written));
        }

        return answers;
    }

    private static IReadOnlyList<WaitingAnswer> Waiting(Append append, WriteOutcome.Written written) => written.Waiting.Count == 0
        ? []
        : [.. append.Answerable.SelectMany(source => written.Waiting.GetValueOrDefault(source) ?? [])];

    private static List<Identity> Inserted(Append append, WriteOutcome.Written written, HashSet<IdentityKey> told)
    {
        List<Identity> identities = new(append.Links.Count);
        foreach (var link in append.Links) if (written.Inserted.Contains(link.Key) && told.Add(link.Key)) identities.Add(link.Identity);
        return identities;
    }
}
