using SocialCrm.Api.Json;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal;

namespace SocialCrm.Live;

/// <summary>
/// Everything watched on this host. A watch begins without a race: the copy is registered, then its partition's lease made sure of, then the
/// state read from the store, then what came in meanwhile folded. Reads go to the store, not to the grains: a change is handed to the feed after its
/// COMMIT and before the grain's memory has it, so a grain might answer the state before a change that went past before we listened.
/// </summary>
internal sealed class WatchTable(FeedLeases leases, IGroupedReads reads, LiveOptions options, TimeProvider time, ILogger<WatchTable> log)
{
    /// <summary>How often a watch begins anew when changes were lost while it began.</summary>
    private const int MaxBeginnings = 5;

    /// <summary>Most reads in a row that don't bring a customer on; then its watchers resync.</summary>
    private const int MaxFruitlessReads = 8;

    private readonly WatchPartition[] _partitions = [.. Enumerable.Range(0, Keys.FeedPartitions).Select(static i => new WatchPartition(i))];
    private readonly WatchedQueues _queues = new();

    public bool Needs(int partition) => _queues.IsUsed || _partitions[partition].IsUsed;

    /// <summary>Null when there is no such customer, or the connection has closed.</summary>
    public Task<WatchAnswer?> WatchCustomerAsync(LiveConnection connection, CustomerId id, long? since, CancellationToken cancellation)
    {
        var partition = _partitions[Keys.PartitionOf(id)];
        return WatchAsync(connection, WatchScope.Customer, id.ToString(), "customerChanged", since, partition, FindOrAdd, ReadAsync, cancellation);

        WatchedCustomer FindOrAdd()
        {
            if (!partition.Customers.TryGetValue(id, out var customer)) partition.Customers[id] = customer = new WatchedCustomer(id, partition, ApiJson.Customer);
            return customer;
        }

        Task ReadAsync(WatchedState<CustomerView> customer) => this.ReadAsync((WatchedCustomer)customer);
    }

    /// <summary>Null when there is no such conversation, or the connection has closed.</summary>
    /// <param name="rowsAsync">See <see cref="StateWatch{T}"/>.</param>
    public async Task<WatchAnswer?> WatchConversationAsync(
        LiveConnection connection, ConversationId id, long? since, CancellationToken cancellation, Func<long, Task<RawJson>>? rowsAsync = null)
    {
        // Whose it is never changes, and says which partition it comes through.
        if (await reads.ConversationAsync(id, cancellation) is not { } found) return null;
        var partition = _partitions[Keys.PartitionOf(found.Customer)];
        return await WatchAsync(connection, WatchScope.Conversation, id.ToString(), "conversationChanged", since, partition, FindOrAdd, ReadAsync, cancellation, rowsAsync);

        WatchedConversation FindOrAdd()
        {
            if (!partition.Conversations.TryGetValue(id, out var watched)) partition.Conversations[id] = watched = new WatchedConversation(id, partition, ApiJson.Conversation);
            return watched;
        }

        async Task ReadAsync(WatchedState<ConversationView> conversation)
        {
            if (await reads.ConversationAsync(id, CancellationToken.None) is not { } state) return;
            lock (partition.Gate) ((WatchedConversation)conversation).Read(state.ToView());
        }
    }

    /// <summary>Once this completes, every change of the queue's conversations that a list read from now on doesn't show will be sent.</summary>
    /// <param name="previewAsync">See <see cref="QueueWatch"/>.</param>
    public async Task<WatchAnswer?> WatchQueueAsync(
        LiveConnection connection, string queue, Func<ConversationId, CancellationToken, Task<ConversationPreview?>>? previewAsync = null)
    {
        var watch = new QueueWatch(connection, queue, options.MaxWaitingPerQueue, _queues, previewAsync);
        _queues.Add(watch);
        try
        {
            await Task.WhenAll(_partitions.Select(p => leases.EnsureAsync(p.Number)));
            if (connection.Add(watch)) return new WatchAnswer(watch, version: 0, state: null);
            _queues.Remove(watch);
            return null;
        }
        catch
        {
            _queues.Remove(watch);
            throw;
        }
    }

    /// <summary>Once this completes, every notice of the person that a list read from now on doesn't show will be sent.</summary>
    public async Task<WatchAnswer?> WatchNoticesAsync(LiveConnection connection, string person)
    {
        var partition = _partitions[Keys.PartitionOf(person)];
        var watch = new NoticeWatch(connection, person, options.MaxWaitingPerQueue, partition);
        partition.Add(watch);
        try
        {
            await leases.EnsureAsync(partition.Number);
            if (connection.Add(watch)) return new WatchAnswer(watch, version: 0, state: null);
            partition.Remove(watch);
            return null;
        }
        catch
        {
            partition.Remove(watch);
            throw;
        }
    }

    /// <summary>The version of this host's copy; null when there is none.</summary>
    public long? CurrentVersion(CustomerId id)
    {
        var partition = _partitions[Keys.PartitionOf(id)];
        lock (partition.Gate) return partition.Customers.GetValueOrDefault(id)?.Current?.Version;
    }

    public void Dispatch(FeedBatch batch)
    {
        var partition = _partitions[batch.Partition];
        for (var i = 0; i < batch.Changes.Count; i++)
        {
            var change = batch.Changes[i];
            lock (partition.Gate)
            {
                if (partition.Customers.TryGetValue(change.CustomerId, out var customer)) Receive(customer, change);
                if (partition.Conversations.TryGetValue(change.Conversation.Id, out var conversation)) conversation.Receive(change);
            }

            if (_queues.IsUsed) _queues.Dispatch(change);
        }

        for (var i = 0; i < batch.Notices.Count; i++)
        {
            lock (partition.Gate)
            {
                if (!partition.Notices.TryGetValue(batch.Notices[i].Recipient, out var watches)) continue;
                foreach (var watch in watches) watch.Raised(batch.Notices[i]);
            }
        }
    }

    /// <summary>Changes of the partition may be lost: everybody who watches anything of it must ask again.</summary>
    public void Lose(int partition)
    {
        _partitions[partition].Lose();
        _queues.Lose();
    }

    private async Task<WatchAnswer?> WatchAsync<T>(
        LiveConnection connection, string scope, string id, string method, long? since, WatchPartition partition,
        Func<WatchedState<T>> findOrAdd, Func<WatchedState<T>, Task> read, CancellationToken cancellation, Func<long, Task<RawJson>>? rowsAsync = null) where T : class
    {
        for (var beginning = 1; beginning <= MaxBeginnings; beginning++)
        {
            cancellation.ThrowIfCancellationRequested();
            WatchedState<T> watched;
            Task loading;
            lock (partition.Gate)
            {
                watched = findOrAdd();
                watched.Interest++;
                loading = watched.Loading ??= LoadAsync(watched, read);
            }

            try
            {
                await loading.WaitAsync(cancellation);
                // The client is ahead of this host's copy: it may have been at another host.
                if (since > watched.Current?.Version) await read(watched);
                var watch = new StateWatch<T>(connection, scope, id, method, watched, rowsAsync);
                if (Begin(watch, watched, out var answered))
                {
                    if (connection.Add(watch)) return Answer(watch, answered, since);
                    watched.Remove(watch);
                    return null;
                }

                if (!watched.IsLost) return null;
            }
            finally
            {
                Release(watched);
            }
        }

        throw new TimeoutException($"Changes were lost {MaxBeginnings} times while the watch began.");
    }

    private async Task LoadAsync<T>(WatchedState<T> watched, Func<WatchedState<T>, Task> read) where T : class
    {
        try
        {
            await Task.Yield();
            await leases.EnsureAsync(watched.Partition.Number);
            await read(watched);
        }
        catch
        {
            // The next one to come begins with a new copy.
            lock (watched.Partition.Gate)
            {
                watched.Lose();
                watched.Drop();
            }

            throw;
        }
    }

    private static bool Begin<T>(StateWatch<T> watch, WatchedState<T> watched, out Snapshot<T> answered) where T : class
    {
        lock (watched.Partition.Gate)
        {
            answered = watched.Current!;
            if (watched.IsLost || answered is null) return false;
            watch.Begin(answered);
            watched.Add(watch);
            return true;
        }
    }

    private static WatchAnswer Answer<T>(StateWatch<T> watch, Snapshot<T> answered, long? since) where T : class =>
        new(watch, answered.Version, answered.Version == since ? null : answered.Json.Whole);

    private static void Release<T>(WatchedState<T> watched) where T : class
    {
        lock (watched.Partition.Gate)
        {
            watched.Interest--;
            if (watched.IsUnused && !watched.IsLost) watched.Drop();
        }
    }

    /// <summary>Under the gate.</summary>
    private void Receive(WatchedCustomer customer, Change change)
    {
        customer.Receive(change);
        if (!customer.IsBehind || customer.IsCatchingUp) return;
        customer.IsCatchingUp = true;
        _ = CatchUpAsync(customer);
    }

    private async Task CatchUpAsync(WatchedCustomer customer)
    {
        try
        {
            await Task.Yield();
            var fruitless = 0;
            while (fruitless < MaxFruitlessReads)
            {
                // Two writers' changes may come in the other order: that is over in a moment. A view at its bounds has nothing to wait for.
                if (customer.IsWhole || fruitless > 0) await Task.Delay(options.HoldFor, time);
                if (IsCaughtUp(customer)) return;
                var before = customer.Current?.Version;
                LiveMetrics.Rereads.Add(1);
                await ReadAsync(customer);
                if (IsCaughtUp(customer)) return;
                fruitless = customer.Current?.Version == before ? fruitless + 1 : 0;
            }

            GiveUp(customer, exception: null);
        }
        catch (Exception e)
        {
            GiveUp(customer, e);
        }
    }

    private static bool IsCaughtUp(WatchedCustomer customer)
    {
        lock (customer.Partition.Gate)
        {
            if (customer.IsBehind && !customer.IsLost && !customer.IsUnused) return false;
            customer.IsCatchingUp = false;
            return true;
        }
    }

    private void GiveUp(WatchedCustomer customer, Exception? exception)
    {
        LiveLog.NotCaughtUp(log, exception);
        lock (customer.Partition.Gate)
        {
            if (customer.IsLost) return;
            customer.Lose();
            customer.Drop();
        }
    }

    // Never cancelled by one connection: others may wait for the same copy.
    private async Task ReadAsync(WatchedCustomer customer)
    {
        if (await reads.CustomerAsync(customer.Id, CancellationToken.None) is not { } view) return;
        lock (customer.Partition.Gate) customer.Read(view);
    }
}
