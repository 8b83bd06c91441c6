using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Rules;

/// <summary>What a rule's actions come to in a conversation, as events; nothing where it is so already.</summary>
internal static class RuleEffects
{
    /// <param name="isPast">Past traffic: nobody is told, nothing is called, nothing put aside.</param>
    /// <param name="isWaiting">The row can begin a wait, and its policy can be chosen.</param>
    public static IEnumerable<ConversationEvent> Of(Rule rule, ConversationState state, DateTimeOffset at, bool isPast, bool isWaiting, DecisionContext context)
    {
        var then = rule.Then;
        if (then.Queue is { } queue && queue != state.Queue) yield return new QueueChanged(queue);
        var assignee = then.Assign == ConditionReader.Nobody ? null : then.Assign;
        if (then.Assign is not null && assignee != state.Assignee) yield return new ConversationAssigned(assignee);
        foreach (var e in Prioritised(then, state, at, context)) yield return e;
        if (Tagged(then, state) is { } tags) yield return tags;
        if (isWaiting && then.Policy is { } policy) yield return new PolicyChosen(policy);
        if (isPast) yield break;
        foreach (var e in Aside(then, state, at, context)) yield return e;
        foreach (var e in Dealt(then, state, context)) yield return e;
        if (then.MustReact.Count > 0) yield return new NoticeRaised(NoticeLevel.MustReact, then.MustReact, $"rule:{rule.Id}");
        if (then.ShouldKnow.Count > 0) yield return new NoticeRaised(NoticeLevel.ShouldKnow, then.ShouldKnow, $"rule:{rule.Id}");
        if (then.Webhook is { } webhook) yield return new CalledOut(webhook);
        if (then.Approval.Count == 0 || state.Dealt.Approval is { State: not ApprovalState.Granted } asked && asked.Rule == rule.Id) yield break;
        yield return new ApprovalAsked(rule.Id, then.Approval);
        yield return new NoticeRaised(NoticeLevel.MustReact, then.Approval, $"approval:{rule.Id}");
    }

    private static IEnumerable<ConversationEvent> Prioritised(RuleActions then, ConversationState state, DateTimeOffset at, DecisionContext context)
    {
        var priority = then.Priority ?? (Priority)Math.Clamp((int)state.Priority + then.PriorityBy, (int)Priority.Low, (int)Priority.Urgent);
        if (priority == state.Priority) yield break;
        yield return new PriorityChanged(priority);
        var changed = state with { Priority = priority };
        foreach (var clock in state.Clocks)
            foreach (var e in ActClocks.Retargeted(clock, changed, at, context)) yield return e;
    }

    /// <summary>Null where they stay as they are, or would be too many.</summary>
    private static TagsChanged? Tagged(RuleActions then, ConversationState state)
    {
        if (then.AddTags.All(state.Tags.Contains) && !then.RemoveTags.Any(state.Tags.Contains)) return null;
        string[] tags = [.. state.Tags.Union(then.AddTags, StringComparer.Ordinal).Except(then.RemoveTags, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return tags.Length > ActDecider.MaxTags ? null : new TagsChanged(tags);
    }

    private static IEnumerable<ConversationEvent> Dealt(RuleActions then, ConversationState state, DecisionContext context)
    {
        if (then.Abuse is not { } level || level <= (state.Dealt.Standing?.Level ?? AbuseLevel.None)) yield break;
        yield return new AbuseStepTaken(level, level == AbuseLevel.Muted ? context.Now + context.Configuration.Notices.Abuse.MuteFor : null);
        if (level == AbuseLevel.Warned) yield break;
        // Nobody is asked to answer somebody who is silenced.
        foreach (var clock in state.Clocks) yield return new ClockDropped(clock.Kind, clock.Since);
    }

    private static IEnumerable<ConversationEvent> Aside(RuleActions then, ConversationState state, DateTimeOffset at, DecisionContext context)
    {
        var until = then.Snooze is { } length ? at + length : then.SnoozeUntilOpen is { } calendar ? context.Configuration.Calendars.Of(calendar).NextOpen(at) : null;
        if (until is not { } end || end <= context.Now || state.Phase == Phase.Resolved || (state.Phase == Phase.Snoozed && state.SnoozedUntil == end)) yield break;
        yield return new ConversationSnoozed(end, state.SnoozeGeneration + 1);
        foreach (var clock in state.Clocks)
        {
            var halted = clock.Pause(at, context.Configurations.At(clock.Configuration));
            if (halted != clock) yield return new ClockChanged(halted);
        }
    }
}
