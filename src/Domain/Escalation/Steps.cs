using SocialCrm.Conversations;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Escalation;

/// <summary>What a step of a ladder does, as events.</summary>
public static class Steps
{
    /// <summary>In <see cref="LadderStep.Assign"/>: nobody, so that the queue assigns it anew.</summary>
    public const string Nobody = "none";

    /// <param name="lateMs">How long after its time.</param>
    public static IEnumerable<ConversationEvent> Take(ConversationState state, Clock clock, Ladder ladder, int index, long lateMs, DecisionContext context)
    {
        var step = ladder.Steps[index];
        yield return new StepTaken(clock.Kind, clock.Since, ladder.Id, index, clock.Configuration, lateMs);
        if (step.RaisePriority && state.Priority < Priority.Urgent)
        {
            var raised = state with { Priority = state.Priority + 1 };
            yield return new PriorityChanged(raised.Priority);
            foreach (var other in state.Clocks.Where(c => c != clock))
                foreach (var e in ActClocks.Retargeted(other, raised, context.Now, context)) yield return e;
        }

        if (step.MoveTo is { } queue && queue != state.Queue) yield return new QueueChanged(queue);
        var assignee = step.Assign == Nobody ? null : step.Assign;
        if (step.Assign is not null && assignee != state.Assignee) yield return new ConversationAssigned(assignee);
        if (step.Notify.Count > 0)
        {
            var isBreach = step.AtPercent is null or 100;
            yield return new NoticeRaised(NoticeLevel.MustReact, step.Notify,
                isBreach ? $"breach:{DeadlineList.NameOf(clock.Kind)}" : $"warning:{DeadlineList.NameOf(clock.Kind)}:{step.AtPercent}");
        }

        if (step.CallOut is { } webhook) yield return new CalledOut(webhook);
    }
}
