using SocialCrm.Approvals;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Escalation;
using SocialCrm.Interactions;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Rules;

/// <summary>Past traffic under one configuration: messages and acts at their own times, deadlines when they would have come.</summary>
internal sealed class TrialRun(Configuration.Configuration configuration, IConfigurations known, DateTimeOffset from, DateTimeOffset until)
{
    private readonly Tried _configurations = new(configuration, known);

    public long Messages { get; private set; }

    /// <summary>Over all conversations, by what was counted.</summary>
    public Dictionary<string, long> Totals { get; } = new(StringComparer.Ordinal);

    public TrialOutcome Run(ConversationState empty, IReadOnlyList<RecordedRow> rows)
    {
        var earlier = rows.Where(r => r.Entry.At < from).OrderBy(static r => r.Version).Select(static r => r.Entry).ToArray();
        var outcome = new TrialOutcome(ConversationFold.Replay(empty, earlier) with { Held = false });
        foreach (var row in rows.Where(r => r.Entry.At >= from && r.Entry.At <= until)
            .OrderBy(static r => r.Entry.At).ThenBy(static r => r.Entry.Message?.Key ?? new MessageKey(r.Entry.At, (Direction)int.MaxValue, "")).ThenBy(static r => r.Version))
        {
            Due(outcome, row.Entry.At);
            Take(outcome, row.Entry);
        }

        Due(outcome, until);
        foreach (var (name, count) in outcome.Counts) Totals[name] = Totals.GetValueOrDefault(name) + count;
        return outcome;
    }

    private void Take(TrialOutcome outcome, DecidedEntry entry)
    {
        if (entry.Message is { } message && entry.Events.OfType<InteractionRecorded>().FirstOrDefault() is { } recorded)
        {
            if (outcome.State.Messages.Newest is { } newest && message.Key <= newest) return;
            Messages++;
            var delivery = new Delivery { Interaction = RecordedMessage.Of(outcome.State, recorded, message.Key, entry.Personal) };
            outcome.Add(ReceiveDecider.Receive(outcome.State, [delivery], outcome.State.Messages.Add(message), ContextAt(entry.At, recorded.Known)));
        }
        else if (entry.Actor is { } actor && entry.Events.TakeWhile(static e => e is not RulesApplied).Select(e => ActOf(e, actor)).OfType<ConversationAct>().FirstOrDefault() is { } act)
        {
            outcome.Add(ActDecider.Act(outcome.State, act, ContextAt(entry.At), default));
        }
    }

    /// <summary>What a person did, from what came of it; null for what isn't a person's doing.</summary>
    private static ConversationAct? ActOf(ConversationEvent e, string actor) => e switch
    {
        ConversationClaimed => new Claim { Actor = actor, OverOthers = true },
        ConversationAssigned assigned => new Assign { Actor = actor, OverOthers = true, Assignee = assigned.Assignee },
        ConversationHandedOver handed => new HandOver { Actor = actor, OverOthers = true, Assignee = handed.Assignee, Queue = handed.Queue },
        ConversationSnoozed snoozed => new Snooze { Actor = actor, Until = snoozed.Until },
        ConversationResolved => new Resolve { Actor = actor },
        ConversationReopened => new Reopen { Actor = actor },
        PriorityChanged priority => new SetPriority { Actor = actor, Priority = priority.Priority },
        _ => null,
    };

    private void Due(TrialOutcome outcome, DateTimeOffset at)
    {
        while (DueDecider.Judge(outcome.State, ContextAt(at)) is { Entries.Count: > 0 } due) outcome.Add(due);
    }

    private DecisionContext ContextAt(DateTimeOffset at, KnownCustomer? customer = null) => new()
    {
        Now = at,
        Configurations = _configurations,
        Stage = customer?.Stage ?? Stage.Prospect,
        CustomerTags = customer?.Tags ?? [],
    };

    /// <summary>The tried configuration is the current one; clocks that ran before are judged by theirs.</summary>
    private sealed class Tried(Configuration.Configuration tried, IConfigurations known) : IConfigurations
    {
        public Configuration.Configuration Current => tried;

        public Configuration.Configuration At(long version) => version == tried.Version ? tried : known.At(version);
    }
}

/// <summary>What a conversation comes to in a trial.</summary>
internal sealed class TrialOutcome(ConversationState state)
{
    public ConversationState State { get; private set; } = state;

    /// <summary>How often, by kind of event and by rule.</summary>
    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public void Add(Decision decision)
    {
        State = decision.State;
        foreach (var e in decision.Entries.SelectMany(static entry => entry.Events))
        {
            switch (e)
            {
                case RulesApplied applied:
                    foreach (var rule in applied.Rules) Count($"rule:{rule.Id}");
                    break;
                case NoticeRaised notice:
                    Count(notice.Level == NoticeLevel.MustReact ? "must-react" : "should-know");
                    break;
                case CalledOut:
                    Count("webhook");
                    break;
                case ApprovalAsked:
                    Count("approval");
                    break;
                case RulesCut:
                    Count("cut");
                    break;
                case TargetWarned:
                    Count("warned");
                    break;
                case TargetBreached:
                    Count("breached");
                    break;
            }
        }
    }

    private void Count(string name) => Counts[name] = Counts.GetValueOrDefault(name) + 1;
}
