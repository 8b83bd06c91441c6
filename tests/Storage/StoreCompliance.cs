using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Journal;
using Xunit;

namespace SocialCrm.Storage.Tests;

/// <summary>What every store must do: each database inherits all of it and runs it against a real server or file. A test has a store of its own.</summary>
public abstract partial class StoreCompliance : IAsyncLifetime
{
    private readonly List<Store> opened = [];

    private protected Store Store { get; private set; } = null!;

    private protected RecordingSink Sink { get; } = new();

    private protected Steps Steps { get; } = new();

    private protected StorageOptions Options { get; private set; } = null!;

    /// <summary>Options of a new, empty store.</summary>
    private protected abstract Task<StorageOptions> NewStoreAsync();

    private protected abstract Task DeleteStoreAsync(StorageOptions options);

    /// <summary>Runs a statement past the product, on the store's own tables.</summary>
    private protected abstract Task<long> SqlAsync(StorageOptions options, string sql);

    public async Task InitializeAsync()
    {
        Options = await NewStoreAsync() with { AtStep = Steps.At };
        Store = await OpenAsync(Options, Sink);
    }

    public async Task DisposeAsync()
    {
        Steps.Release();
        foreach (var store in opened) await store.DisposeAsync();
        await DeleteStoreAsync(Options);
    }

    private protected async Task<Store> OpenAsync(StorageOptions options, RecordingSink? sink = null)
    {
        var store = new Store(options, sink ?? new RecordingSink(), TimeProvider.System, NullLogger<Store>.Instance);
        opened.Add(store);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    /// <summary>The same store again, as after a start of the program: nothing is remembered in memory.</summary>
    private protected async Task<Store> ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync(Options, Sink);
        return Store;
    }

    private protected Task<AppendResult> AppendAsync(Append append) => Store.Journal.AppendAsync(append, CancellationToken.None);

    private protected async Task<AppendResult.Committed> CommitAsync(Append append) => Assert.IsType<AppendResult.Committed>(await AppendAsync(append));

    /// <summary>Commits, and moves the conversation on.</summary>
    private protected async Task<AppendResult.Committed> CommitAsync(TestConversation conversation, Append append)
    {
        var committed = await CommitAsync(append);
        conversation.Accept(append);
        return committed;
    }

    /// <summary>
    /// Appends all of them so that they wait together: a first transaction, of a conversation of its own, is held until all others stand in the queue.
    /// </summary>
    private protected async Task<AppendResult[]> TogetherAsync(params IReadOnlyList<Append> appends)
    {
        Steps.Hold();
        var first = AppendAsync(new TestConversation(TestConversation.Customer(999_999)).Message("held", TestConversation.Start));
        await Steps.Held;
        var others = appends.Select(AppendAsync).ToArray();
        Steps.Release();
        await first;
        return await Task.WhenAll(others);
    }

    private protected static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
