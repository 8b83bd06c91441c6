using Orleans;
using Orleans.Concurrency;
using SocialCrm.Interactions;
using SocialCrm.Live;

namespace SocialCrm.Customers;

/// <summary>One customer, over all channels. Key: <see cref="Keys.Of(Identities.CustomerId)"/>.</summary>
[Alias("crm.customer")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>The state after the newest commit that this grain knows of; null when there is no such customer.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<CustomerView?> GetAsync();

    /// <summary>
    /// Brings deliveries into their conversations and answers after the commit, in the order given. What arrives while a commit is under way
    /// goes together into the next. A timeout is an unknown outcome: repeating is safe. Where too much waits already, a <c>LimitExceededException</c>, and
    /// nothing of the call was begun.
    /// </summary>
    [AlwaysInterleave, Alias("take")]
    Task<IReadOnlyList<Placement>> TakeAsync(IReadOnlyList<Delivery> deliveries);

    /// <summary>Tells of a commit that didn't come through this grain. Completes when the state covers it.</summary>
    [AlwaysInterleave, Alias("observe")]
    Task ObserveAsync(Change change);

    /// <summary>A hint that the store may have this version, of the sweep or of whoever repeats an act: reads again when the state is older.</summary>
    [AlwaysInterleave, OneWay, Alias("catch-up")]
    Task CatchUpAsync(long version);
}
