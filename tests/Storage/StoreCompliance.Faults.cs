using SocialCrm.Interactions;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Broken_before_commit_nothing_is_stored_and_the_same_append_goes_through_later()
    {
        var conversation = new TestConversation(Customer(1));
        var append = conversation.Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] };
        Steps.BreakAt = CommitStep.BeforeCommit;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(append));
        Steps.BreakAt = null;

        await ReopenAsync();

        Assert.Empty(Sink.Changes);
        Assert.Null(await Store.Reads.CustomerAsync(Customer(1), default));
        Assert.Null(await Store.Reads.ConversationAsync(conversation.Id, default));
        foreach (var table in (string[])["journal", "conversations", "customers", "customer_channels", "identities"]) Assert.Equal(0, await SqlAsync(Options, $"select count(*) from {table}"));
        await CommitAsync(append);
        Assert.Equal(1, (await Store.Reads.CustomerAsync(Customer(1), default))!.Version);
    }

    [Fact]
    public async Task Broken_after_commit_everything_is_stored_and_a_repetition_is_known()
    {
        var conversation = new TestConversation(Customer(1));
        var append = conversation.Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] };
        Steps.BreakAt = CommitStep.AfterCommit;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(append));
        Steps.BreakAt = null;

        Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(append));
        await ReopenAsync();

        Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(append));
        var customer = await Store.Reads.CustomerAsync(Customer(1), default);
        Assert.Equal((1L, "Kaisa", 1), (customer!.Version, customer.Name, customer.Identities.Count));
    }

    [Fact]
    public async Task A_failed_transaction_doesnt_hold_up_the_next_one()
    {
        Steps.BreakAt = CommitStep.BeforeCommit;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(new TestConversation(Customer(1)).Message("m1", At(0))));
        Steps.BreakAt = null;

        await CommitAsync(new TestConversation(Customer(1)).Message("m1", At(0)));
        Assert.True(await Store.CanCommitAsync(default));
    }

    [Fact]
    public async Task Reopened_it_reads_the_same()
    {
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("m1", At(0), name: "Kaisa") with { Links = [Link("kaisa")] });
        await CommitAsync(conversation, conversation.Message("m2", At(1), Direction.Outbound));
        await CommitAsync(Unlinked("a1", "nothing", At(2)));
        var before = await StateAsync();

        await ReopenAsync();

        Assert.Equal(before, await StateAsync());

        async Task<string> StateAsync() => Json((
            Json(await Store.Reads.CustomerAsync(Customer(1), default)),
            Json(await Store.Reads.ConversationAsync(conversation.Id, default)),
            Json(await Store.Queries.TimelineAsync(Customer(1), null, 50, default)),
            Json(await Store.Queries.StatsAsync(default)),
            Convert.ToHexString(await Store.Access.SecretAsync(default))).ToString());
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_was()
    {
        await Store.DisposeAsync();
        await SqlAsync(Options, "update schema_version set version = 900");

        var refused = await Assert.ThrowsAsync<StoreVersionException>(() => OpenAsync(Options));

        Assert.Equal(900, refused.StoreVersion);
        Assert.Contains("900", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"up to {refused.ProgramVersion}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(900, await SqlAsync(Options, "select version from schema_version"));
    }

    [Fact]
    public async Task Opening_twice_migrates_once()
    {
        var secret = await Store.Access.SecretAsync(default);
        await Store.OpenAsync(default);
        await ReopenAsync();

        Assert.Equal(1, await SqlAsync(Options, "select count(*) from schema_version"));
        Assert.Equal(secret, await Store.Access.SecretAsync(default));
        Assert.Equal(32, secret.Length);
    }

    [Fact]
    public async Task A_store_that_isnt_open_cant_commit()
    {
        await using var closed = new Store(Options, Sink, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Store>.Instance);
        Assert.False(await closed.CanCommitAsync(default));
        Assert.True(await Store.CanCommitAsync(default));
    }
}
