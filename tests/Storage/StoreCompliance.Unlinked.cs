using SocialCrm.Interactions;
using SocialCrm.Journal;
using Xunit;
using static SocialCrm.Storage.Tests.TestConversation;

namespace SocialCrm.Storage.Tests;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task An_unlinked_answer_waits_for_its_question()
    {
        var answer = Unlinked("a1", "q1", At(5));

        var committed = await CommitAsync(answer);

        Assert.Equal((1L, null), (committed.Version, committed.Change));
        Assert.Empty(Sink.Changes);
        var source = Sources.OfInteraction("x", "acme", "a1");
        var question = Sources.OfInteraction("x", "acme", "q1");
        Assert.Equal(new StoredSource(source, source.Value, 1, null, null), await Store.Reads.LocateAsync(source, default));
        Assert.Empty(await Store.Queries.LinkableAsync(10, default));
        var stats = await Store.Queries.StatsAsync(default);
        Assert.Equal((1L, 1L, 0L, 1L), (stats.Interactions, stats.Unlinked, stats.Customers, stats.ByChannel["x"]));
        var waiting = Assert.Single((await CommitAsync(Question("q1"))).Waiting);
        Assert.Equal((source, question, At(5), "a1", "q1", "Answer a1"), (waiting.Source, waiting.Awaits, waiting.OccurredAt, waiting.ExternalId, waiting.Event.InReplyTo, waiting.Personal.Text));
    }

    [Fact]
    public async Task A_question_that_came_makes_its_answers_linkable_and_linking_moves_them()
    {
        await CommitAsync(Unlinked("a1", "q1", At(5)));
        await CommitAsync(Unlinked("a2", "a1", At(6)));
        await CommitAsync(Unlinked("a3", null, At(7)));
        var conversation = new TestConversation(Customer(1));
        await CommitAsync(conversation, conversation.Message("q1", At(0)));

        var (answer, question) = Assert.Single(await Store.Queries.LinkableAsync(10, default));
        Assert.Equal(("a1", conversation.Id.Value), (answer.ExternalId, question.Stream));
        var link = Linking(conversation, answer);
        // The answer that waits for the first one is found by either of its sources.
        Assert.Equal("a2", Assert.Single((await CommitAsync(conversation, link with { Answerable = [answer.Source] })).Waiting).ExternalId);

        var moved = await Store.Reads.LocateAsync(answer.Source, default);
        Assert.Equal(new StoredSource(answer.Source, conversation.Id.Value, 2, Customer(1), null), moved);
        var next = Assert.Single(await Store.Queries.LinkableAsync(10, default));
        Assert.Equal(("a2", answer.Source, conversation.Id.Value), (next.Answer.ExternalId, next.Question.Source, next.Question.Stream));
        var last = await CommitAsync(conversation, Linking(conversation, next.Answer) with { Answerable = [Sources.OfLink(answer.Source), Sources.OfInteraction("x", "acme", "q1")] });
        Assert.Empty(last.Waiting);
        Assert.Empty(await Store.Queries.LinkableAsync(10, default));
        var stats = await Store.Queries.StatsAsync(default);
        Assert.Equal((4L, 1L), (stats.Interactions, stats.Unlinked));
    }

    [Fact]
    public async Task A_redelivered_unlinked_answer_is_known_and_after_its_link_found_there()
    {
        var append = Unlinked("a1", "q1", At(5));
        await CommitAsync(append);

        var before = Assert.Single(Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(append)).Sources);
        Assert.Null(before.Customer);
        var conversation = new TestConversation(Customer(1));
        var question = await CommitAsync(conversation, conversation.Message("q1", At(0)) with { Answerable = [conversation.SourceOf("q1")] });
        await CommitAsync(conversation, Linking(conversation, question.Waiting[0]));

        var after = Assert.Single(Assert.IsType<AppendResult.AlreadyStored>(await AppendAsync(append)).Sources);
        Assert.Equal((Customer(1), conversation.Id.Value, 2L), (after.Customer, after.Stream, after.Version));
    }

    [Fact]
    public async Task Waiting_answers_come_oldest_first_and_linkable_ones_up_to_the_limit()
    {
        for (var i = 0; i < 5; i++) await CommitAsync(Unlinked($"a{i}", "q1", At(10 - i)));

        var question = await CommitAsync(Question("q1"));

        Assert.Equal(["a4", "a3", "a2", "a1", "a0"], question.Waiting.Select(a => a.ExternalId));

        Assert.Equal(["a4", "a3"], (await Store.Queries.LinkableAsync(2, default)).Select(l => l.Answer.ExternalId));
    }

    [Fact]
    public async Task Answers_go_to_their_own_question_of_a_group()
    {
        foreach (var i in Enumerable.Range(1, 4)) await CommitAsync(Unlinked($"a{i}", $"q{i}", At(i)));
        var append = Enumerable.Range(1, 6).Select(i => new TestConversation(Customer(i)).Message($"q{i}", At(0)) with { Answerable = [Sources.OfInteraction("x", "acme", $"q{i}")] });

        var committed = await Task.WhenAll(append.Select(CommitAsync));

        Assert.Equal(["a1", "a2", "a3", "a4", "", ""], committed.Select(c => string.Concat(c.Waiting.Select(w => w.ExternalId))));
    }

    private static Append Question(string externalId)
    {
        var conversation = new TestConversation(Customer(1));
        return conversation.Message(externalId, At(0)) with { Answerable = [conversation.SourceOf(externalId)] };
    }

    private static Append Linking(TestConversation conversation, WaitingAnswer answer)
    {
        var message = conversation.Message(answer.ExternalId, answer.OccurredAt, Direction.Outbound);
        return message with { Entries = [message.Entries[0] with { Source = Sources.OfLink(answer.Source) }], Linked = [answer.Source] };
    }
}
