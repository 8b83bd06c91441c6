using SocialCrm.Conversations;

namespace SocialCrm.Rules;

/// <summary>
/// Rules were looked at, and did what follows in the same row. In the row of a message only where they did something: the message names the configuration
/// then; in other rows always.
/// </summary>
/// <param name="Configuration">The version by which was judged.</param>
/// <param name="Triggers">What they were looked at for, but for what rules set off themselves.</param>
/// <param name="Rules">Those whose condition held, in the order in which they came to be.</param>
public sealed record RulesApplied(long Configuration, IReadOnlyList<string> Triggers, IReadOnlyList<FiredRule> Rules) : ConversationEvent;

/// <param name="By">The rule that set it off; null where that was what happened.</param>
public sealed record FiredRule(string Id, string? By = null);

/// <summary>A rule would have come again, or the chain was too long: it went no further.</summary>
/// <param name="Chain">The rules that set each other off, ending with the one that wasn't followed.</param>
public sealed record RulesCut(IReadOnlyList<string> Chain) : ConversationEvent;

/// <summary>The wait that begins with this row's message is judged by this policy, whatever the policies' conditions say.</summary>
public sealed record PolicyChosen(string Policy) : ConversationEvent;
