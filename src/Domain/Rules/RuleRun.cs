using SocialCrm.Conversations;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>
/// The rules at work in one row, in their order, each on what the ones before it made. What a rule changes sets off others at once, before the ones after
/// it are looked at; a rule acts once a row. Not for several rows, and not for several threads.
/// </summary>
/// <param name="message">Null for acts and deadlines.</param>
/// <param name="isPast">Past traffic.</param>
/// <param name="trace">Gets every rule that was looked at, with why; costs what it costs.</param>
internal sealed class RuleRun(DecisionContext context, Interaction? message, DateTimeOffset at, bool isPast, Action<RuleLook>? trace = null)
{
    /// <summary>Most rules that set each other off one after the other; with one more, no rule is looked at any more.</summary>
    public const int MaxDepth = 10;

    private readonly RuleSet _rules = context.Configuration.Rules;
    private readonly List<ConversationEvent> _events = [];
    private readonly List<FiredRule> _fired = [];
    private readonly List<string> _acted = [];
    private bool _isCut;
    private bool _isOver;

    public bool IsErased { get; init; }

    /// <summary>The rules that acted, where that is known better than it can be judged again; else null.</summary>
    public IReadOnlySet<string>? Recorded { get; init; }

    /// <summary>The policy that a rule chose for the wait that begins with the message.</summary>
    public string? Policy { get; private set; }

    /// <summary>Whether there is a rule to look at.</summary>
    public static bool IsWanted(DecisionContext context, Triggers triggers) => (context.Configuration.Rules.Listens & triggers) != Triggers.None;

    /// <summary>For the row of a message; null where no rule is to be looked at.</summary>
    public static RuleRun? Of(DecisionContext context, IReadOnlyList<ConversationEvent> own, Delivery delivery) =>
        IsWanted(context, TriggerNames.Of(own)) ? new(context, delivery.Interaction, delivery.Interaction.At, delivery.History) : null;

    /// <summary>What rules do after an act or a deadline, led by <see cref="RulesApplied"/> where one was looked at.</summary>
    /// <param name="happened">All of the row's own events.</param>
    /// <param name="before">Before the row, <paramref name="after"/> the events.</param>
    public static IReadOnlyList<ConversationEvent> After(
        IReadOnlyList<ConversationEvent> happened, ConversationState before, ConversationState after, DecidedEntry entry, bool isPast, DecisionContext context)
    {
        if (!IsWanted(context, TriggerNames.Of(happened))) return [];
        var message = entry.Message is { } written && happened[0] is InteractionRecorded recorded ? RecordedMessage.Of(before, recorded, written.Key, entry.Personal) : null;
        return new RuleRun(context, message, entry.At, isPast).Follow(after, TriggerNames.Of(happened), always: true);
    }

    /// <summary>What the rules do, led by <see cref="RulesApplied"/>; nothing where they do nothing.</summary>
    /// <param name="state">After what happened.</param>
    /// <param name="always">Say also that they did nothing.</param>
    public IReadOnlyList<ConversationEvent> Follow(ConversationState state, Triggers triggers, bool always = false)
    {
        if (!IsWanted(context, triggers)) return [];
        _events.Clear();
        _fired.Clear();
        Look(state, new Reason(triggers, null));
        if (_events.Count == 0 && !always) return [];
        return [new RulesApplied(context.Configuration.Version, TriggerNames.Of(triggers), [.. _fired]), .. _events];
    }

    private ConversationState Look(ConversationState state, Reason reason)
    {
        var facts = FactsOf(state);
        for (var i = 0; i < _rules.Ordered.Count && !_isOver; i++)
        {
            var rule = _rules.Ordered[i];
            if ((rule.When & reason.Triggers) == Triggers.None) continue;
            var holds = Recorded?.Contains(rule.Id) ?? rule.If.Holds(facts);
            trace?.Invoke(new RuleLook(rule, reason.Triggers & rule.When, reason.By?.Rule.Id, rule.If.Explain(facts), holds && !_acted.Contains(rule.Id) && reason.Depth < MaxDepth));
            if (!holds) continue;
            if (!TryAct(rule, state, reason, out var after)) continue;
            if (!ReferenceEquals(after, state)) facts = FactsOf(state = after, facts);
            if (rule.Stop) break;
        }

        return state;
    }

    /// <summary>False where it acted before in this row, or the chain ends here.</summary>
    private bool TryAct(Rule rule, ConversationState state, Reason reason, out ConversationState after)
    {
        after = state;
        var isAgain = _acted.Contains(rule.Id);
        if (isAgain && !reason.Contains(rule)) return false;
        var effects = RuleEffects.Of(rule, state, at, isPast, isWaiting: message is { Direction: Direction.Inbound }, context).ToArray();
        if (isAgain || reason.Depth == MaxDepth)
        {
            if (TriggerNames.Of(effects) != Triggers.None && !_isCut)
            {
                _isCut = true;
                _isOver = !isAgain;
                _events.Add(new RulesCut([.. reason.Chain().Reverse(), rule.Id]));
            }

            return false;
        }

        _acted.Add(rule.Id);
        _fired.Add(new FiredRule(rule.Id, reason.By?.Rule.Id));
        if (effects.Length == 0) return true;
        _events.AddRange(effects);
        if (rule.Then.Policy is { } policy && message is not null) Policy = policy;
        after = ConversationFold.Apply(state, effects, at);
        if (TriggerNames.Of(effects) is var next && IsWanted(context, next)) after = Look(after, new Reason(next, new Fired(rule, reason.By)));
        return true;
    }

    private Facts FactsOf(ConversationState state, Facts? before = null) =>
        before is null ? context.FactsOf(state, message, at) with { IsErased = IsErased } : before with { Conversation = state };

    /// <summary>Why rules are looked at: what happened, or what a rule did.</summary>
    private sealed record Reason(Triggers Triggers, Fired? By)
    {
        public int Depth => Chain().Count();

        /// <summary>The last one first.</summary>
        public IEnumerable<string> Chain()
        {
            for (var fired = By; fired is not null; fired = fired.By) yield return fired.Rule.Id;
        }

        public bool Contains(Rule rule) => Chain().Contains(rule.Id, StringComparer.Ordinal);
    }

    private sealed record Fired(Rule Rule, Fired? By);
}

/// <summary>One look at a rule.</summary>
/// <param name="Triggers">What it was looked at for.</param>
/// <param name="By">The rule that set it off; null where that was what happened.</param>
/// <param name="Acted">It did what it does now; false where its condition didn't hold, or it had acted before.</param>
public sealed record RuleLook(Rule Rule, Triggers Triggers, string? By, Explanation Why, bool Acted);
