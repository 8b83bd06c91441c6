using SocialCrm.Approvals;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;

namespace SocialCrm.Rules;

/// <summary>Rules and conditions as people write them, and facts to try them on.</summary>
internal static class Rulebook
{
    public static Condition Condition(string yaml) => Reading.Sound<RuleSet>(DocumentKinds.Rules, $"rules: [{{ id: a, when: received, if: {yaml}, then: {{ addTags: [x] }} }}]").Ordered[0].If;

    public static RuleSet Rules(string yaml) => Reading.Sound<RuleSet>(DocumentKinds.Rules, yaml);

    public static Configuration.Configuration Configured(string rules, long version = 3) =>
        ResponseTimes.Promises.Within(120) with { Version = version, Rules = Rules(rules) };

    public static DecisionContext Context(string rules, int minute = 0, Stage stage = Stage.Prospect, params IReadOnlyList<string> customerTags) => new()
    {
        Now = Traffic.Start.AddMinutes(minute),
        Configurations = new FixedConfiguration(Configured(rules)),
        Stage = stage,
        CustomerTags = customerTags,
    };

    public static Facts Facts(string text = "", Interaction? message = null, ConversationState? conversation = null) => new()
    {
        Conversation = conversation ?? Traffic.New(),
        Message = message ?? new Interaction { Channel = "x", Account = "pohjanlento", Direction = Direction.Inbound, Text = text, At = Traffic.Start },
        At = Traffic.Start,
        Calendars = CalendarSet.Empty,
    };

    /// <summary>One round of messages, then what their rows say, without the messages' own events.</summary>
    public static (ConversationState State, string Events) Receive(string rules, params Delivery[] deliveries) => Receive(Context(rules), deliveries);

    public static (ConversationState State, string Events) Receive(DecisionContext context, params Delivery[] deliveries)
    {
        var (state, rows) = Traffic.Receive(Traffic.New(), [deliveries], context);
        return (state, Written(rows.SelectMany(static r => r.Events)));
    }

    public static string Written(IEnumerable<ConversationEvent> events) => string.Join('\n', events.Select(static e => e switch
    {
        RulesApplied applied => $"applied {string.Join(' ', applied.Rules.Select(static r => r.By is null ? r.Id : $"{r.Id}<{r.By}"))}".TrimEnd(),
        RulesCut cut => $"cut {string.Join(' ', cut.Chain)}",
        QueueChanged queue => $"queue {queue.Queue}",
        ConversationAssigned assigned => $"assigned {assigned.Assignee ?? "none"}",
        PriorityChanged priority => $"priority {priority.Priority}",
        TagsChanged tags => $"tags {string.Join(' ', tags.Tags)}",
        PolicyChosen policy => $"policy {policy.Policy}",
        ConversationSnoozed snoozed => $"snoozed {(snoozed.Until - Traffic.Start).TotalMinutes}",
        Notices.NoticeRaised notice => $"notice {notice.Level} {string.Join(' ', notice.To)} {notice.About}",
        Escalation.CalledOut call => $"webhook {call.Webhook}",
        ApprovalAsked asked => $"approval {asked.Rule} {string.Join(' ', asked.From)}",
        ResponseTimes.ClockStarted { Clock: var clock } => $"clock {clock.Policy} {clock.TargetMs / 60_000}{(clock.RunningFrom is null ? " paused" : "")}",
        ResponseTimes.ClockChanged { Clock: var clock } => $"clock changed {clock.TargetMs / 60_000}{(clock.RunningFrom is null ? " paused" : "")}",
        _ => null,
    }).OfType<string>());
}
