using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;

namespace SocialCrm.Journal.Reading;

/// <summary>Reads of many keys at once: each answers what it found, all of one snapshot. Keys are distinct and at most <c>MaxKeysPerRead</c>.</summary>
internal interface IBatchReads
{
    Task<IReadOnlyDictionary<ConversationId, ConversationState>> ConversationsAsync(IReadOnlyList<ConversationId> ids);
    Task<IReadOnlyDictionary<CustomerId, CustomerView>> CustomersAsync(IReadOnlyList<CustomerId> ids);
    Task<IReadOnlyDictionary<IdentityKey, CustomerId>> OwnersAsync(IReadOnlyList<IdentityKey> keys);
    Task<IReadOnlyDictionary<SourceId, StoredSource>> LocateAsync(IReadOnlyList<SourceId> sources);
    Task<IReadOnlyDictionary<CustomerId, bool>> CustomersExistAsync(IReadOnlyList<CustomerId> ids);
}
