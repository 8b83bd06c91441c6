using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Access;
using SocialCrm.Live;
using SocialCrm.Storage;

namespace SocialCrm.Cli.Keys;

/// <summary>Keys written to the store itself: before a first start, or while no service runs on it.</summary>
internal sealed class StoreKeys : IKeys
{
    private readonly Store store;
    private readonly TimeProvider clock;

    private StoreKeys(Store store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    public static async Task<StoreKeys> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var opening = new Store(options, new NobodyWatches(), clock, NullLogger<Store>.Instance);
        try
        {
            await opening.OpenAsync(cancellation);
            return new StoreKeys(opening, clock);
        }
        catch (Exception e)
        {
            await opening.DisposeAsync();
            if (e is OperationCanceledException) throw;
            throw new KeysUnavailableException(e.Message, e);
        }
    }

    public async Task<(string Id, string Secret)> CreateAsync(string name, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        var (id, secret) = (KeySecrets.NewId(), KeySecrets.New());
        await store.Access.AddKeyAsync(
            new ApiKey(id, name, KeySecrets.HashOf(secret), [.. scopes.Order(StringComparer.Ordinal)], clock.GetUtcNow(), null), cancellation);
        return (id, secret);
    }

    public async Task<IReadOnlyList<KeyLine>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.Access.KeysAsync(cancellation)).Select(k => new KeyLine(k.Id, k.Name, k.Scopes, k.CreatedAt, k.RevokedAt))];

    public Task<bool> RevokeAsync(string id, CancellationToken cancellation) => store.Access.RevokeKeyAsync(id, clock.GetUtcNow(), cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private sealed class NobodyWatches : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }
}
