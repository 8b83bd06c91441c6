using System.Globalization;
using SocialCrm.Abuse;
using SocialCrm.Approvals;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;
using SocialCrm.Rules;

namespace SocialCrm.Api.Rules;

/// <summary>What an event's sentence names.</summary>
internal static class DoneText
{
    /// <summary>Null for what isn't told: bookkeeping, and the message itself.</summary>
    /// <param name="word">Says a target's kind, a priority or a step of the abuse ladder in the reader's language.</param>
    public static string? Of(ConversationEvent e, Func<string, string> word) => e switch
    {
        QueueChanged moved => moved.Queue,
        ConversationAssigned assigned => assigned.Assignee ?? "-",
        ConversationClaimed claimed => claimed.Assignee,
        ConversationHandedOver handed => handed.Assignee ?? handed.Queue ?? "-",
        ConversationReopened or ConversationResolved or ConversationWoken => "",
        ConversationSnoozed snoozed => Time(snoozed.Until),
        PriorityChanged priority => word(priority.Priority.ToString().ToLowerInvariant()),
        TagsChanged tags => tags.Tags.Count == 0 ? "-" : string.Join(", ", tags.Tags),
        PolicyChosen policy => policy.Policy,
        ApprovalAsked asked => string.Join(", ", asked.From),
        ApprovalDecided decided => $"{(decided.Granted ? "granted" : "declined")}, {decided.By}",
        RulesCut cut => string.Join(" → ", cut.Chain),
        NoticeRaised notice => $"{string.Join(", ", notice.To)} ({notice.About})",
        CalledOut call => call.Webhook,
        ClockStarted started => Of(started.Clock, word),
        ClockChanged changed => Of(changed.Clock, word),
        TargetWarned warned => $"{word(DeadlineList.NameOf(warned.Kind))}, {warned.Percent} %",
        TargetBreached breached => word(DeadlineList.NameOf(breached.Kind)),
        BreachWithdrawn withdrawn => word(DeadlineList.NameOf(withdrawn.Kind)),
        ResponseGiven given => word(DeadlineList.NameOf(given.Kind)),
        AbuseStepTaken step => word(step.Level.ToString().ToLowerInvariant()),
        StepTaken step => $"{step.Ladder}, {step.Step + 1}",
        _ => null,
    };

    private static string Of(Clock clock, Func<string, string> word) => $"{clock.Policy}, {word(DeadlineList.NameOf(clock.Kind))}{(clock.DueAt is { } due ? $", {Time(due)}" : "")}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
