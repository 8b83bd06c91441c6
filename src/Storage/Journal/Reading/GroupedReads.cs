using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Journal.Reading;

/// <summary>One grouping per kind of read, so that a slow kind doesn't hold up the others.</summary>
internal sealed class GroupedReads(IBatchReads reads, int maxKeys, int parallel) : IGroupedReads
{
    private readonly GroupedRead<ConversationId, ConversationState> conversations = new(reads.ConversationsAsync, maxKeys, parallel);
    private readonly GroupedRead<CustomerId, CustomerView> customers = new(reads.CustomersAsync, maxKeys, parallel);
    private readonly GroupedRead<IdentityKey, CustomerId> owners = new(reads.OwnersAsync, maxKeys, parallel);
    private readonly GroupedRead<SourceId, StoredSource> sources = new(reads.LocateAsync, maxKeys, parallel);
    private readonly GroupedRead<CustomerId, bool> existing = new(reads.CustomersExistAsync, maxKeys, parallel);

    public Task<ConversationState?> ConversationAsync(ConversationId id, CancellationToken cancellation) => conversations.ReadAsync(id, cancellation);

    public Task<CustomerView?> CustomerAsync(CustomerId id, CancellationToken cancellation) => customers.ReadAsync(id, cancellation);

    /// <summary>No customer has the id of all zeros: it stands for nobody.</summary>
    public async Task<CustomerId?> OwnerAsync(IdentityKey key, CancellationToken cancellation) =>
        await owners.ReadAsync(key, cancellation) is var owner && owner.Value != Guid.Empty ? owner : null;

    public Task<StoredSource?> LocateAsync(SourceId source, CancellationToken cancellation) => sources.ReadAsync(source, cancellation);

    public Task<bool> CustomerExistsAsync(CustomerId id, CancellationToken cancellation) => existing.ReadAsync(id, cancellation);
}
