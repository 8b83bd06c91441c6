using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Journal;

/// <summary>Reads for people at their desks: what a list's rows say, one conversation's story, how full the queues are, who is meant by a few letters.</summary>
public interface IDeskQueries
{
    /// <summary>Most conversations that <see cref="PreviewsAsync"/> takes at once.</summary>
    const int MaxPreviews = 50;

    /// <summary>Most customers that <see cref="SearchAsync"/> finds.</summary>
    const int MaxFound = 20;

    /// <summary>Those that exist, in no order.</summary>
    /// <param name="conversations">At most <see cref="MaxPreviews"/>.</param>
    Task<IReadOnlyList<ConversationPreview>> PreviewsAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancellation);

    /// <summary>Of one, asked for together with whatever else is asked for meanwhile; null when there is no such conversation.</summary>
    Task<ConversationPreview?> PreviewAsync(ConversationId conversation, CancellationToken cancellation);

    /// <summary>What was said and done in the conversation, newest first by (at, version); what is before <paramref name="before"/> where given.</summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<TimelineEntry>> StoryAsync(ConversationId conversation, string? before, int limit, CancellationToken cancellation);

    /// <summary>The rows after a version, in the order of their versions: what a reader who has all up to it misses. The page has no next.</summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<TimelineEntry>> StorySinceAsync(ConversationId conversation, long version, int limit, CancellationToken cancellation);

    /// <summary>Conversations that aren't resolved, counted by queue and by agent, at one moment.</summary>
    Task<DeskCounts> CountsAsync(CancellationToken cancellation);

    /// <summary>Customers whose name begins so (in the letters' case as written, or of a name), or one of whose handles does; by name, at most <paramref name="limit"/>.</summary>
    /// <param name="limit">1 to <see cref="MaxFound"/>.</param>
    Task<IReadOnlyList<FoundCustomer>> SearchAsync(string beginning, int limit, CancellationToken cancellation);
}
