namespace SocialCrm.Conversations;

/// <summary>
/// A conversation's fold with its newest messages kept apart, so that one that comes a little late is folded in without reading the others.
/// Memory only: the head row stores <see cref="Fold"/>, and an activation starts with no messages apart.
/// </summary>
/// <param name="Before">The fold of all messages but the kept ones, which are all newer.</param>
/// <param name="Kept">At most <see cref="MaxKept"/>, in order.</param>
/// <param name="Fold">The fold of all.</param>
public sealed record RecentMessages(MessageFold Before, IReadOnlyList<Message> Kept, MessageFold Fold)
{
    public const int MaxKept = 8;

    public static RecentMessages Of(MessageFold fold) => new(fold, [], fold);

    /// <summary>All messages of a conversation, read again.</summary>
    public static RecentMessages Of(IEnumerable<Message> all)
    {
        var sorted = all.Order(Comparer<Message>.Create(static (a, b) => a.Key.CompareTo(b.Key))).ToArray();
        var apart = Math.Max(0, sorted.Length - MaxKept);
        return Join(sorted.Take(apart).Aggregate(MessageFold.Empty, static (fold, m) => fold.Add(m)), sorted[apart..]);
    }

    /// <summary>Whether the message is older than all that are kept apart: only reading the conversation's messages tells where it belongs.</summary>
    public bool IsBefore(MessageKey key) => Before.Newest is { } newest && key <= newest;

    /// <summary>Whether a message of this key is among the kept ones.</summary>
    public bool Contains(MessageKey key)
    {
        for (var i = Kept.Count - 1; i >= 0; i--)
        {
            var order = Kept[i].Key.CompareTo(key);
            if (order == 0) return true;
            if (order < 0) return false;
        }

        return false;
    }

    /// <summary>Adds messages of which none <see cref="IsBefore"/> nor is contained.</summary>
    public RecentMessages Add(IReadOnlyList<Message> messages)
    {
        var fold = Fold;
        var inOrder = true;
        foreach (var message in messages)
        {
            inOrder = inOrder && (fold.Newest is not { } newest || message.Key > newest);
            if (inOrder) fold = fold.Add(message);
        }

        Message[] kept = [.. Kept, .. messages];
        if (!inOrder) Array.Sort(kept, static (a, b) => a.Key.CompareTo(b.Key));
        var before = Before;
        var tooMany = kept.Length - MaxKept;
        for (var i = 0; i < tooMany; i++) before = before.Add(kept[i]);
        if (tooMany > 0) kept = kept[tooMany..];
        return inOrder ? new RecentMessages(before, kept, fold) : Join(before, kept);
    }

    private static RecentMessages Join(MessageFold before, Message[] kept) => new(before, kept, kept.Aggregate(before, static (fold, m) => fold.Add(m)));
}
