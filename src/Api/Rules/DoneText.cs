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
    public static string? Of(ConversationEvent e) => e switch
    {
        QueueChanged moved => moved.Queue,
        ConversationAssigned assigned => assigned.Assignee ?? "-",
        ConversationClaimed claimed => claimed.Assignee,
        ConversationHandedOver handed => handed.Assignee ?? handed.Queue ?? "-",
        ConversationReopened or ConversationResolved or ConversationWoken => "",
        ConversationSnoozed snoozed => Time(snoozed.Until),
        PriorityChanged priority => priority.Priority.ToString().ToLowerInvariant(),
        TagsChanged tags => tags.Tags.Count == 0 ? "-" : string.Join(", ", tags.Tags),
        PolicyChosen policy => policy.Policy,
        ApprovalAsked asked => string.Join(", ", asked.From),
        ApprovalDecided decided => $"{(decided.Granted ? "granted" : "declined")}, {decided.By}",
        RulesCut cut => string.Join(" → ", cut.Chain),
        NoticeRaised notice => $"{string.Join(", ", notice.To)} ({notice.About})",
        CalledOut call => call.Webhook,
        ClockStarted started => $"{started.Clock.Policy}, {DeadlineList.NameOf(started.Clock.Kind)}{(started.Clock.DueAt is { } due ? $", {Time(due)}" : "")}",
        TargetWarned warned => $"{DeadlineList.NameOf(warned.Kind)}, {warned.Percent} %",
        TargetBreached breached => DeadlineList.NameOf(breached.Kind),
        BreachWithdrawn withdrawn => DeadlineList.NameOf(withdrawn.Kind),
        ResponseGiven given => DeadlineList.NameOf(given.Kind),
        AbuseStepTaken step => step.Level.ToString().ToLowerInvariant(),
        StepTaken step => $"{step.Ladder}, {step.Step + 1}",
        _ => null,
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
