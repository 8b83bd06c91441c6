using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Alarms;

/// <summary>What nobody would notice because nothing happens. Conversations of muted and blocked customers are never among it.</summary>
public interface IAlarmQueries
{
    /// <summary>How many conversations have somebody waiting since <paramref name="before"/> or longer.</summary>
    Task<long> UnansweredAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Those conversations, longest waiting first.</summary>
    /// <param name="limit">1 to 200 rows.</param>
    Task<Page<ConversationView>> UnansweredAsync(DateTimeOffset before, string? cursor, int limit, CancellationToken cancellation);

    /// <summary>Waiting conversations that somebody has, longest waiting first, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<WaitingConversation>> AssignedAsync(DateTimeOffset before, WaitingConversation? after, int limit, CancellationToken cancellation);

    /// <summary>On which accounts of which channels somebody waits since <paramref name="before"/> or longer.</summary>
    Task<IReadOnlyList<(string Channel, string Account)>> WaitingChannelsAsync(DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>
    /// The newest message of a customer on a channel, of those since <paramref name="since"/>; null when there is none. Of an account, by those who wrote there.
    /// </summary>
    /// <param name="account">Null: all accounts.</param>
    Task<DateTimeOffset?> LastInboundAsync(string channel, string? account, DateTimeOffset since, CancellationToken cancellation);
}

public sealed record WaitingConversation(ConversationState State, DateTimeOffset WaitingSince)
{
    public ConversationId Id => State.Id;
}
