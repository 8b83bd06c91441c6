using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm;

/// <summary>The way of an interaction through intake, grains and store; each store inherits it.</summary>
public abstract class CrmTests : IAsyncLifetime
{
    private CrmHost _crm = null!;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    public async Task InitializeAsync()
    {
        var (store, folder) = await NewStoreAsync();
        _crm = await CrmHost.StartAsync(store, folder);
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    [Fact]
    public async Task FirstMessage_foundsCustomerAndConversation()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var customer = await _crm.CustomerAsync(receipt.CustomerId!.Value);

        Assert.Equal(1, receipt.Version);
        Assert.False(receipt.Duplicate);
        Assert.Equal(1, customer.Version);
        Assert.Equal("@liisa", customer.Identities.Single().Handle);
        Assert.Equal(Say.Start, customer.WaitingSince);
        Assert.Equal(receipt.ConversationId, customer.OpenConversations.Single().Id);
    }

    [Fact]
    public async Task Redelivery_alone_andInABatch_isADuplicateAtTheSamePlace()
    {
        var first = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var again = await _crm.TakeAsync(Say.From("@liisa", "1"), Say.From("@liisa", "2"), Say.From("@liisa", "2"));

        Assert.Equal(first with { Duplicate = true }, again[0]);
        Assert.Equal([false, true], again.Skip(1).Select(r => r.Duplicate));
        Assert.Equal(2, (await _crm.CustomerAsync(first.CustomerId!.Value)).Counts.Inbound);
    }

    [Fact]
    public async Task Answer_beforeItsQuestion_waitsAndIsLinked()
    {
        var answer = (await _crm.TakeAsync(Say.Answer("2", inReplyTo: "1")))[0];
        Assert.Null(answer.CustomerId);
        Assert.Equal(1, (await _crm.Queries.StatsAsync(default)).Unlinked);

        var second = (await _crm.TakeAsync(Say.Answer("3", inReplyTo: "2", minute: 2)))[0];
        Assert.Null(second.CustomerId);

        var question = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var customer = await _crm.CustomerAsync(question.CustomerId!.Value);
        Assert.Equal(2, customer.Counts.Outbound);
        Assert.Null(customer.WaitingSince);
        Assert.Equal(0, (await _crm.Queries.StatsAsync(default)).Unlinked);

        var again = (await _crm.TakeAsync(Say.Answer("2", inReplyTo: "1")))[0];
        Assert.True(again.Duplicate);
        Assert.Equal(question.ConversationId, again.ConversationId);
    }

    [Fact]
    public async Task AnswerAndQuestion_inOneRequest_areLinked()
    {
        var receipts = await _crm.TakeAsync(Say.Answer("3", "2", 2), Say.Answer("2", "1"), Say.From("@liisa", "1"));

        Assert.All(receipts, r => Assert.Equal(receipts[2].ConversationId, r.ConversationId));
        Assert.Equal(0, (await _crm.Queries.StatsAsync(default)).Unlinked);
    }

    [Fact]
    public async Task AnswersInARing_stayUnlinked()
    {
        var receipts = await _crm.TakeAsync(Say.Answer("1", "2"), Say.Answer("2", "1"));

        Assert.All(receipts, r => Assert.Null(r.CustomerId));
        Assert.Equal(2, (await _crm.Queries.StatsAsync(default)).Unlinked);
    }

    [Fact]
    public async Task AnswerAndQuestion_atTheSameMoment_areAlwaysLinked()
    {
        const int pairs = 1_000;
        await Parallel.ForAsync(0, pairs, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await Task.WhenAll(
            Task.Run(() => _crm.TakeAsync(Say.Answer($"a{i}", $"q{i}"))),
            Task.Run(() => _crm.TakeAsync(Say.From($"@person{i}", $"q{i}")))));

        var stats = await _crm.Queries.StatsAsync(default);
        Assert.Equal((pairs, pairs * 2, 0), ((int)stats.Customers, (int)stats.Interactions, (int)stats.Unlinked));
        Assert.Equal(pairs, stats.ByStatus["waiting"]);
    }

    [Fact]
    public async Task FirstMessagesOfOnePerson_atOnce_makeOneCustomer()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _crm.TakeAsync(Say.From("@uusi", $"m{i}", i % 7)))));

        Assert.Single(receipts.Select(r => r[0].CustomerId).Distinct());
        var customer = await _crm.CustomerAsync(receipts[0][0].CustomerId!.Value);
        Assert.Equal((200, 200), ((int)customer.Version, (int)customer.Counts.Inbound));
        Assert.Equal(200, receipts.Select(r => r[0].Version).Distinct().Count());
        Assert.Single(customer.Identities);
    }

    [Fact]
    public async Task FirstMessagesOfOnePerson_onTwoChannelsWithOneHint_makeOneCustomer()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => _crm.TakeAsync(
            Say.From(i % 2 == 0 ? "@liisa" : "+358405550100", $"m{i}", channel: i % 2 == 0 ? "x" : "sms") with
            {
                Author = new Author { Handle = i % 2 == 0 ? "@liisa" : "+358405550100", Email = "liisa@example.fi" },
            }))));

        Assert.Single(receipts.Select(r => r[0].CustomerId).Distinct());
        var customer = await _crm.CustomerAsync(receipts[0][0].CustomerId!.Value);
        Assert.Equal(3, customer.Identities.Count);
        Assert.Equal(50, customer.Version);
    }

    [Fact]
    public async Task Hints_linkNewIdentities_keepContradictions()
    {
        var phone = (await _crm.TakeAsync(Say.From("+358405550100", "1", channel: "phone")))[0];
        var mail = (await _crm.TakeAsync(Say.From("liisa@example.fi", "2", channel: "email") with
        {
            Author = new Author { Handle = "liisa@example.fi", Phone = "+358 40 555 0100" },
        }))[0];
        Assert.Equal(phone.CustomerId, mail.CustomerId);
        Assert.Equal("phone", (await _crm.CustomerAsync(mail.CustomerId!.Value)).Identities.Single(i => i.Channel == "email").Evidence.Kind);

        var other = (await _crm.TakeAsync(Say.From("@sami", "3")))[0];
        var contradicting = (await _crm.TakeAsync(Say.From("@sami", "4") with { Author = new Author { Handle = "@sami", Email = "liisa@example.fi" } }))[0];
        Assert.Equal(other.CustomerId, contradicting.CustomerId);
        Assert.NotEqual(phone.CustomerId, other.CustomerId);
    }

    [Fact]
    public async Task UnknownCustomerId_refusesTheWholeRequest()
    {
        var wrong = Say.From("@liisa", "2") with { Author = new Author { Handle = "@liisa", CustomerId = "cus_00000000000000000000000000000009" } };
        var result = await _crm.Intake.TakeAsync([Say.From("@sami", "1"), wrong], new IntakeOrigin("test", true, false), default);

        var error = Assert.Single(Assert.IsType<IntakeResult.Refused>(result).Errors);
        Assert.Equal((1, "author.customerId"), (error.Index, error.Field));
        Assert.Equal(0, (await _crm.Queries.StatsAsync(default)).Interactions);
    }

    [Fact]
    public async Task AnotherPersonInAThread_hasAConversationOfTheirOwn()
    {
        var receipts = await _crm.TakeAsync(
            Say.From("@liisa", "1", thread: "post-1"), Say.From("@sami", "2", thread: "post-1", inReplyTo: "1"), Say.Answer("3", "2"));

        Assert.NotEqual(receipts[0].ConversationId, receipts[1].ConversationId);
        Assert.Equal(receipts[1].ConversationId, receipts[2].ConversationId);
        Assert.Equal("post-1", (await _crm.CustomerAsync(receipts[1].CustomerId!.Value)).OpenConversations.Single().Thread);
    }

    [Fact]
    public async Task Act_throughTheConversation_isSeenOnTheCustomer()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var grain = _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value));
        var result = await grain.ActAsync(new Resolve { Actor = "aino" });
        await _crm.Grains.GetGrain<ICustomerGrain>(Keys.Of(receipt.CustomerId!.Value)).ObserveAsync(result.Change!);

        var customer = await _crm.CustomerAsync(receipt.CustomerId!.Value);
        Assert.Empty(customer.OpenConversations);
        Assert.Equal(2, customer.Version);

        await _crm.TakeAsync(Say.From("@liisa", "2", minute: 60 * 24 * 400));
        Assert.Equal(Status.Open, (await _crm.CustomerAsync(receipt.CustomerId!.Value)).OpenConversations.Single().Status);
    }

    [Fact]
    public async Task Act_withTheSameKey_isDoneOnce()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var grain = _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value));
        var reply = new Reply { Actor = "aino", Text = "Hei!", Source = Sources.OfRequest("aino", "k1"), Request = Guid.NewGuid() };

        Assert.Equal(ActOutcome.Done, (await grain.ActAsync(reply)).Outcome);
        Assert.Equal(2, (await grain.ActAsync(reply)).Conversation!.Version);
        Assert.Equal(ActOutcome.KeyReused, (await grain.ActAsync(reply with { Request = Guid.NewGuid() })).Outcome);
    }

    [Fact]
    public async Task Updates_inAnyOrderAndTwice_endTheSame_andTouchNoFigure()
    {
        InteractionUpdate[] updates =
        [
            Of("2", UpdateKind.Sent, 2), Of("2", UpdateKind.Delivered, 3), Of("2", UpdateKind.Read, 4), Of("2", UpdateKind.Failed, 5) with { Reason = "no such number" },
            Of("1", UpdateKind.Edited, 6) with { Text = "viesti 1, korjattu" }, Of("1", UpdateKind.Edited, 7) with { Text = "viesti 1, vielä" }, Of("3", UpdateKind.Removed, 8),
        ];
        List<string> ends = [];
        foreach (var (who, order) in new[] { ("@a", updates), ("@b", Enumerable.Reverse(updates).ToArray()), ("@c", updates.Concat(updates).ToArray()) })
        {
            var receipt = (await _crm.TakeAsync(Said(who, Say.From(who, "1")), Said(who, Say.Answer("2", "1")) with { InReplyTo = who + "1" }, Said(who, Say.From(who, "3", minute: 2))))[0];
            var before = await _crm.CustomerAsync(receipt.CustomerId!.Value);
            var told = order.Select(u => u with { ExternalId = who + u.ExternalId }).ToArray();
            // All at once, each for itself: what is under way together finds what the others stored.
            var receipts = await Task.WhenAll(told.Select(u => Task.Run(async () => (await _crm.UpdateAsync(u))[0])));

            Assert.Equal(updates.Length, receipts.Count(static r => !r.Duplicate));
            Assert.All(receipts, r => Assert.Equal(receipt.ConversationId, r.ConversationId));
            var after = await _crm.CustomerAsync(receipt.CustomerId!.Value);
            Assert.Equal(before.Version + updates.Length, after.Version);
            Assert.Equal((before.WaitingSince, before.Counts.Inbound, before.Counts.Outbound), (after.WaitingSince, after.Counts.Inbound, after.Counts.Outbound));
            var page = await _crm.Queries.InteractionsAsync(receipt.ConversationId!.Value, null, 10, default);
            ends.Add(string.Join('\n', page.Items.Select(static i => $"{i.Text} {i.EditedAt} [{string.Join(", ", i.Earlier.Select(static e => e.Text))}] {i.RemovedAt} {i.Receipt}")));
        }

        Assert.Single(ends.Distinct(StringComparer.Ordinal));
        Assert.Contains("viesti 1, vielä", ends[0], StringComparison.Ordinal);
        Assert.Contains("State = Read", ends[0], StringComparison.Ordinal);

        static Interaction Said(string who, Interaction said) => said with { ExternalId = who + said.ExternalId };
        static InteractionUpdate Of(string id, UpdateKind kind, int minute) => new() { Channel = "x", Account = "pohjanlento", ExternalId = id, Kind = kind, At = Say.Start.AddMinutes(minute) };
    }

    [Fact]
    public async Task Update_ofAnAnswerWrittenHere_isFoundByTheIdThatTimelinesGiveIt()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        var grain = _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(receipt.ConversationId!.Value));
        await grain.ActAsync(new Reply { Actor = "aino", Text = "Hei!", Source = Sources.OfRequest("aino", "k2"), Request = Guid.NewGuid() });
        await grain.ActAsync(new Reply { Actor = "aino", Text = "Ilman avainta" });
        var answers = (await _crm.Queries.InteractionsAsync(receipt.ConversationId!.Value, null, 10, default)).Items.Skip(1).Select(i => i.ExternalId!).ToArray();
        var read = new InteractionUpdate { Channel = "x", Account = "pohjanlento", Kind = UpdateKind.Read, At = Say.Start.AddYears(1) };

        var told = await _crm.UpdateAsync([.. answers.Select(id => read with { ExternalId = id }), read with { ExternalId = answers[0], Account = "another" }]);

        Assert.Equal([receipt.ConversationId, receipt.ConversationId, null], told.Select(r => r.ConversationId));
        var page = await _crm.Queries.InteractionsAsync(receipt.ConversationId!.Value, null, 10, default);
        Assert.Equal([null, UpdateKind.Read, UpdateKind.Read], page.Items.Select(i => i.Receipt?.State));
    }

    [Fact]
    public async Task Update_ofAnAnswerThatWaits_isUnknownUntilItIsLinked()
    {
        await _crm.TakeAsync(Say.Answer("2", inReplyTo: "1"));
        var delivered = new InteractionUpdate { Channel = "x", Account = "pohjanlento", ExternalId = "2", Kind = UpdateKind.Delivered, At = Say.Start.AddMinutes(2) };
        Assert.Null((await _crm.UpdateAsync(delivered))[0].ConversationId);

        var question = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        Assert.Equal(question.ConversationId, (await _crm.UpdateAsync(delivered))[0].ConversationId);
    }

    [Fact]
    public async Task Reads_duringWrites_seeOnlyWholeStates()
    {
        var id = (await _crm.TakeAsync(Say.From("@liisa", "0")))[0].CustomerId!.Value;
        var writer = Task.WhenAll(Enumerable.Range(1, 300).Select(i => Task.Run(() => _crm.TakeAsync(Say.From("@liisa", $"{i}", i)))));
        long last = 0;
        while (!writer.IsCompleted)
        {
            var view = await _crm.CustomerAsync(id);
            Assert.True(view.Version >= last);
            Assert.Equal(view.Version, view.Counts.Inbound);
            Assert.Equal(view.Version, view.OpenConversations.Single().Interactions);
            last = view.Version;
        }

        await writer;
        Assert.Equal(301, (await _crm.CustomerAsync(id)).Version);
    }
}

public sealed class SqliteCrmTests : CrmTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-grains");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresCrmTests : CrmTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await TestKit.PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
