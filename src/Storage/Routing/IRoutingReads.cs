using SocialCrm.Conversations;

namespace SocialCrm.Routing;

/// <summary>What is open, by queue and by agent: committed state.</summary>
public interface IRoutingReads
{
    /// <summary>Figures of every queue with open conversations, by name.</summary>
    Task<IReadOnlyList<QueueLoad>> QueuesAsync(CancellationToken cancellation);

    /// <summary>How many open conversations each agent has who has any.</summary>
    Task<IReadOnlyDictionary<string, int>> LoadsAsync(CancellationToken cancellation);

    /// <summary>Conversations in which a customer waits and that nobody has: highest priority first, within it the longest wait.</summary>
    /// <param name="after">Only those that come after this one, as it was read.</param>
    /// <param name="limit">1 to 500.</param>
    Task<IReadOnlyList<ConversationState>> UnassignedAsync(string queue, ConversationState? after, int limit, CancellationToken cancellation);

    /// <summary>Open conversations of an agent, by id, those after <paramref name="after"/> where given.</summary>
    /// <param name="limit">1 to 500.</param>
    Task<IReadOnlyList<ConversationState>> OfAgentAsync(string agent, Identities.ConversationId? after, int limit, CancellationToken cancellation);
}

/// <summary>What is open in a queue.</summary>
/// <param name="Open">Conversations in which the company has the next word.</param>
/// <param name="Waiting">Those of them in which a customer waits.</param>
/// <param name="Unassigned">Those of them that nobody has.</param>
/// <param name="Breached">Those of them that missed a target which is still to be met.</param>
public sealed record QueueLoad(string Queue, long Open, long Waiting, long Unassigned, DateTimeOffset? OldestWaitingSince, long Breached);
