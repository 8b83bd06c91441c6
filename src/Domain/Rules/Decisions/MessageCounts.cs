using SocialCrm.Conversations;

namespace SocialCrm.Rules;

/// <summary>The folds of a conversation's messages after each of its newest rows.</summary>
internal sealed class MessageCounts
{
    /// <summary>As many rows as one commit has: a message counts those of a row before its commit at the farthest.</summary>
    private const int MaxKept = 1_000;

    private readonly List<Message> _all = [];
    private readonly Dictionary<long, MessageFold> _after = new() { [0] = MessageFold.Empty };

    public MessageFold Newest { get; private set; } = MessageFold.Empty;

    public MessageFold After(long version) => _after.GetValueOrDefault(version, Newest);

    public void Add(long version, Message? message)
    {
        if (message is { } added)
        {
            Newest = Newest.Newest is { } newest && added.Key <= newest ? MessageFold.Of(_all.Append(added)) : Newest.Add(added);
            _all.Add(added);
        }

        _after[version] = Newest;
        _after.Remove(version - MaxKept - 1);
    }
}
