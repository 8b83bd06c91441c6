using FsCheck;
using FsCheck.Fluent;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm.ResponseTimes;

/// <summary>Whatever the order in which messages and deadline checks arrive, the journal ends with the same breaches and answers.</summary>
public class AnyOrderTests
{
    private const int Minutes = 3;
    private static readonly Configuration.Configuration Promise = Promises.Within(Minutes, nextMinutes: 2);

    /// <summary>Messages in any order, in rounds, with checks in between at any time.</summary>
    [Fact]
    public void AnyOrder_anyChecks_oneBreachAWait() => Prop.ForAll(Traffic.Messages(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (messages, seed) =>
    {
        var random = new Random(seed);
        var told = Told(Rows(Shuffled(messages, random), random));

        Assert.Equal(Expected(messages), told);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Replay_givesTheSameState() => Prop.ForAll(Traffic.Messages(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (messages, seed) =>
    {
        var random = new Random(seed);
        List<DecidedEntry> rows = [];
        var state = Run(Shuffled(messages, random), random, rows);

        Assert.Equal(Journal.EventJson.Write(state), Journal.EventJson.Write(ConversationFold.Replay(Traffic.New(), rows)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static List<DecidedEntry> Rows(Delivery[] messages, Random random)
    {
        List<DecidedEntry> rows = [];
        Run(messages, random, rows);
        return rows;
    }

    private static ConversationState Run(Delivery[] messages, Random random, List<DecidedEntry> rows)
    {
        var state = Traffic.New();
        var recent = RecentMessages.Of(state.Messages);
        for (var at = 0; at < messages.Length;)
        {
            var round = messages[at..Math.Min(messages.Length, at + random.Next(1, 4))];
            at += round.Length;
            var added = Array.ConvertAll(round, d => ReceiveDecider.MessageOf(d.Interaction));
            recent = Array.Exists(added, m => recent.IsBefore(m.Key))
                ? RecentMessages.Of(rows.Where(r => r.Message is not null).Select(r => r.Message!.Value).Concat(added))
                : recent.Add(added);
            // Our clock is after every message: late deliveries are judged by the messages' times all the same.
            var late = ReceiveDecider.NeedsHistory(state, round) ? ConversationHistory.Of(rows) : null;
            var received = ReceiveDecider.Receive(state, round, recent.Fold, Promise.At(20), late);
            rows.AddRange(received.Entries);
            state = received.State;
            if (random.Next(2) == 0) Judge(20);
        }

        Judge(60);
        return state;

        void Judge(int minute)
        {
            var judged = DueDecider.Judge(state, Promise.At(minute));
            rows.AddRange(judged.Entries);
            state = judged.State;
        }
    }

    /// <summary>What the events come to: the breaches that were not withdrawn, and the answers with their lateness.</summary>
    private static string[] Told(List<DecidedEntry> rows)
    {
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (var e in rows.SelectMany(r => r.Events))
        {
            switch (e)
            {
                case ClockStarted { Replaces: { } replaced } started when replaced != started.Clock.Since && told.Remove(Breach(started.Clock.Kind, replaced)):
                    told.Add(Breach(started.Clock.Kind, started.Clock.Since));
                    break;
                case TargetBreached breached:
                    Assert.True(told.Add(Breach(breached.Kind, breached.Since)), "breached twice");
                    break;
                case BreachWithdrawn withdrawn:
                    Assert.True(told.Remove(Breach(withdrawn.Kind, withdrawn.Since)), "nothing to withdraw");
                    break;
                case ResponseGiven given:
                    told.RemoveWhere(t => t.StartsWith(Answer(given.Kind, given.Since), StringComparison.Ordinal));
                    told.Add(Answer(given.Kind, given.Since) + given.LateMs);
                    break;
                case ResponseWithdrawn withdrawn:
                    told.RemoveWhere(t => t.StartsWith(Answer(withdrawn.Kind, withdrawn.Since), StringComparison.Ordinal));
                    break;
            }
        }

        return [.. told.Order(StringComparer.Ordinal)];
    }

    /// <summary>By hand, from the messages alone: a loop over their times that knows nothing of clocks.</summary>
    private static string[] Expected(Delivery[] messages)
    {
        List<string> expected = [];
        DateTimeOffset? since = null;
        var answered = 0;
        foreach (var message in messages.Select(m => m.Interaction).OrderBy(m => m.At).ThenBy(m => m.Direction).ThenBy(m => m.ExternalId, StringComparer.Ordinal))
        {
            if (message.Direction == Direction.Inbound) since ??= message.At;
            if (message.Direction != Direction.Outbound || message.Automatic || since is not { } asked) continue;
            var kind = answered++ == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse;
            var late = message.At - asked - Target(kind);
            if (late > TimeSpan.Zero) expected.Add(Breach(kind, asked));
            expected.Add(Answer(kind, asked) + Math.Max(0, (long)late.TotalMilliseconds));
            since = null;
        }

        if (since is { } open) expected.Add(Breach(answered == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse, open));
        return [.. expected.Order(StringComparer.Ordinal)];
    }

    private static TimeSpan Target(ClockKind kind) => TimeSpan.FromMinutes(kind == ClockKind.FirstResponse ? Minutes : 2);

    private static string Breach(ClockKind kind, DateTimeOffset since) => $"breach {kind} {since:HH:mm}";

    private static string Answer(ClockKind kind, DateTimeOffset since) => $"answer {kind} {since:HH:mm} late ";

    private static Delivery[] Shuffled(Delivery[] messages, Random random)
    {
        var shuffled = messages.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
