using Orleans;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Conversations;

/// <summary>Ends an import of past traffic: asks every conversation whose deadlines waited for it. Repeating it is safe, and goes on where it broke off.</summary>
public sealed class HistoryEnd(IGrainFactory grains, IQueries queries)
{
    private const int MaxPage = 500;

    /// <summary>Conversations asked at once.</summary>
    private const int MaxAtOnce = 64;

    /// <returns>How many conversations had deadlines that run from now on, or were missed meanwhile.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var ended = 0;
        ConversationId? after = null;
        while (true)
        {
            var held = await queries.HeldAsync(after, MaxPage, cancellation);
            await Parallel.ForEachAsync(held, new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellation }, async (one, _) =>
            {
                while (await EndAsync(one.Conversation, one.Customer)) cancellation.ThrowIfCancellationRequested();
            });
            ended += held.Count;
            if (held.Count < MaxPage) return ended;
            after = held[^1].Conversation;
        }
    }

    /// <summary>Whether there is more to judge in it.</summary>
    private async Task<bool> EndAsync(ConversationId conversation, CustomerId customer)
    {
        var result = await grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).EndHistoryAsync();
        if (result.Change is not { } change) return false;
        await grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).ObserveAsync(change);
        return true;
    }
}
