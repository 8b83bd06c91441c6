using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Rules;

/// <summary>
/// Judges a conversation's rows again, each by what was known then: the rows before it, its message, and the configuration that it names. Takes all rows from
/// the first on, in their order.
/// </summary>
/// <param name="empty">The conversation without rows.</param>
public sealed class DecisionReplay(ConversationState empty, IConfigurations configurations)
{
    private readonly MessageCounts _counts = new();
    private ConversationState _state = empty;

    /// <summary>Passes over a row without explaining it.</summary>
    public void Skip(RecordedRow row)
    {
        _counts.Add(row.Version, row.Entry.Message);
        _state = ConversationFold.Apply(_state, row.Entry.Events, row.Entry.At) with { Version = row.Version, Messages = _counts.Newest };
    }

    public RowDecision Next(RecordedRow row)
    {
        // What a person wrote here is an act; what a channel brought isn't.
        var decision = row.Entry is { Message: { } message, Actor: null } && row.Entry.Events.OfType<InteractionRecorded>().FirstOrDefault() is { } recorded
            ? OfMessage(row, message, recorded)
            : OfAct(row);
        Skip(row);
        return decision;
    }

    private RowDecision OfMessage(RecordedRow row, Message message, InteractionRecorded recorded)
    {
        var events = row.Entry.Events;
        ConversationEvent[] own = [.. events.TakeWhile(static e => !Follows(e))];
        var before = _state with { Messages = _counts.After(recorded.Counted ?? row.Version - 1) };
        var state = ConversationFold.Apply(before, own, row.Entry.At);
        var interaction = RecordedMessage.Of(before, recorded, message.Key, row.Entry.Personal);
        var (context, isForgotten) = ContextOf(recorded.Configuration, row.RecordedAt);
        List<RuleLook> looks = [];
        var run = new RuleRun(context, interaction, row.Entry.At, recorded.History, looks.Add) { IsErased = row.IsErased, Recorded = RecordedOf(row) };
        var first = state.IsSilenced ? [] : run.Follow(state, TriggerNames.Of(own));
        state = ConversationFold.Apply(state, first, row.Entry.At);
        ConversationEvent[] rest = [.. events.Skip(own.Length + first.Count)];
        var later = Array.FindIndex(rest, static e => e is RulesApplied);
        var reckoned = later < 0 ? rest : rest[..later];
        var second = run.Follow(ConversationFold.Apply(state, reckoned, row.Entry.At), TriggerNames.Of(reckoned));
        var (policies, chosen) = PoliciesOf(before, state, own, interaction, events, run, context);
        return new RowDecision
        {
            Row = row,
            Configuration = recorded.Configuration,
            IsForgotten = isForgotten,
            Rules = looks,
            Policies = policies,
            Chosen = chosen,
            Agrees = IsSame([.. first, .. second], events),
        };
    }

    private RowDecision OfAct(RecordedRow row)
    {
        var events = row.Entry.Events;
        var at = events.TakeWhile(static e => e is not RulesApplied).Count();
        if (at == events.Count) return new RowDecision { Row = row };
        var applied = (RulesApplied)events[at];
        var own = events.Take(at).ToArray();
        var state = ConversationFold.Apply(_state with { Messages = StateMessages(row) }, own, row.Entry.At);
        var message = row.Entry.Message is { } written && own[0] is InteractionRecorded recorded ? RecordedMessage.Of(_state, recorded, written.Key, row.Entry.Personal) : null;
        var (context, isForgotten) = ContextOf(applied.Configuration, row.Entry.At);
        List<RuleLook> looks = [];
        var run = new RuleRun(context, message, row.Entry.At, row.Entry.Actor is null && _state.Held, looks.Add) { IsErased = row.IsErased, Recorded = RecordedOf(row) };
        var done = run.Follow(state, TriggerNames.Of(own), always: true);
        return new RowDecision { Row = row, Configuration = applied.Configuration, IsForgotten = isForgotten, Rules = looks, Agrees = IsSame(done, events) };
    }

    /// <summary>What comes after the row's own events where nothing of rules stands between: clocks, and who wrote it.</summary>
    private static bool Follows(ConversationEvent e) => e is RulesApplied or ClockStarted or ClockChanged or ClockDropped or ResponseGiven or ResponseWithdrawn
        or TargetBreached or BreachWithdrawn or IdentityLinked or IdentityContradicted;

    /// <summary>A person's own message is counted before rules are looked at.</summary>
    private MessageFold StateMessages(RecordedRow row)
    {
        if (row.Entry.Message is not { } message) return _counts.Newest;
        return _counts.Newest.Newest is { } newest && message.Key <= newest ? _counts.Newest : _counts.Newest.Add(message);
    }

    private (DecisionContext Context, bool IsForgotten) ContextOf(long version, DateTimeOffset now)
    {
        var then = configurations.At(version);
        return (new DecisionContext { Now = now, Configurations = new Then(then, configurations) }, then.Version != version);
    }

    /// <summary>The policies of the wait that began with this message; none where none did.</summary>
    private static (IReadOnlyList<PolicyLook>, string?) PoliciesOf(
        ConversationState before, ConversationState state, ConversationEvent[] own, Interaction message, IReadOnlyList<ConversationEvent> events, RuleRun run, DecisionContext context)
    {
        if (message.Direction != Direction.Inbound) return ([], null);
        var wasResolved = before.Phase == Phase.Resolved && own.Any(static e => e is ConversationReopened);
        if (before.Messages.WaitingSince is not null && !wasResolved && !events.Any(e => e is ClockStarted { Clock: var clock } && clock.Since == message.At)) return ([], null);
        if (run.Policy is { } chosen && context.Configuration.ResponseTimes.ById(chosen) is not null) return ([], chosen);
        var facts = context.FactsOf(state, message, message.At) with { IsErased = run.IsErased };
        List<PolicyLook> looks = [];
        foreach (var policy in context.Configuration.ResponseTimes.Ordered)
        {
            looks.Add(new PolicyLook(policy, policy.When.Explain(facts)));
            if (run.IsErased ? events.Any(e => e is ClockStarted { Clock: var clock } && clock.Policy == policy.Id) : policy.When.Holds(facts)) break;
        }

        return (looks, null);
    }

    /// <summary>What acted, for rows whose words are gone; null where judging again tells.</summary>
    private static HashSet<string>? RecordedOf(RecordedRow row) => row.IsErased
        ? row.Entry.Events.OfType<RulesApplied>().SelectMany(static a => a.Rules).Select(static r => r.Id).ToHashSet(StringComparer.Ordinal)
        : null;

    /// <summary>Whether the events of the rules stand in the row, in this order.</summary>
    private static bool IsSame(IReadOnlyList<ConversationEvent> judged, IReadOnlyList<ConversationEvent> events)
    {
        string[] Fired(IEnumerable<ConversationEvent> all) => [.. all.OfType<RulesApplied>().SelectMany(static a => a.Rules).Select(static r => $"{r.Id} {r.By}")];
        return Fired(judged).SequenceEqual(Fired(events), StringComparer.Ordinal);
    }

    /// <summary>A version as if it were the current one.</summary>
    private sealed class Then(Configuration.Configuration then, IConfigurations all) : IConfigurations
    {
        public Configuration.Configuration Current => then;

        public Configuration.Configuration At(long version) => version == then.Version ? then : all.At(version);
    }
}
