using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using SocialCrm.Conversations;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Deadlines;

public sealed class DeadlineWorkerTests
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IQueries _queries = Substitute.For<IQueries>();

    [Fact]
    public async Task Batch_withOneThatCanNotBeJudged_judgesTheOthersAndThoseBehindIt()
    {
        var due = Enumerable.Range(0, 700).Select(i => new DueConversation(ConversationId.From(Guid.NewGuid()), CustomerId.From(Guid.NewGuid()), DateTimeOffset.UnixEpoch.AddSeconds(i))).ToArray();
        var asked = new int[due.Length];
        for (var i = 0; i < due.Length; i++)
        {
            var (number, conversation) = (i, Substitute.For<IConversationGrain>());
            if (i != 3) conversation.JudgeDueAsync().Returns(new ActResult()).AndDoes(_ => Interlocked.Increment(ref asked[number]));
            else conversation.JudgeDueAsync().ThrowsAsync(new InvalidOperationException("broken"));
            _grains.GetGrain<IConversationGrain>(Keys.Of(due[i].Conversation)).Returns(conversation);
        }

        // As a store pages them, and once: an empty second pass.
        var passes = 0;
        _queries.ClaimDueAsync(default, default, default, default, default).ReturnsForAnyArgs(call =>
        {
            var after = call.ArgAt<DueConversation?>(1);
            if (after is null && Interlocked.Increment(ref passes) > 1) return [];
            return due.Skip(after is null ? 0 : Array.IndexOf(due, after) + 1).Take(call.ArgAt<int>(2)).ToArray();
        });

        using var worker = new DeadlineWorker(_grains, _queries, TimeProvider.System, NullLogger<DeadlineWorker>.Instance);
        await worker.StartAsync(default);
        await Waiting.ForAsync("a second pass", TimeSpan.FromSeconds(30), () => Task.FromResult(Volatile.Read(ref passes) > 1));
        await worker.StopAsync(default);

        Assert.Equal(due.Length - 1, asked.Count(static n => n == 1));
        Assert.Equal(0, asked[3]);
    }
}
