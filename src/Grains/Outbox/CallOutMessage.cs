using System.Text.Json.Serialization;
using SocialCrm.Conversations;
using SocialCrm.Escalation;
using SocialCrm.Identities;
using SocialCrm.Notices;
using SocialCrm.ResponseTimes;

namespace SocialCrm.Outbox;

/// <summary>What an on-call webhook is called with: no names and no texts of people.</summary>
internal sealed record CallOutMessage
{
    public string Type { get; init; } = "call-out";
    public DateTimeOffset At { get; init; }
    public ConversationId ConversationId { get; init; }
    public CustomerId CustomerId { get; init; }
    public string Channel { get; init; } = "";
    public string Account { get; init; } = "";
    public string Queue { get; init; } = "";
    public string? Assignee { get; init; }
    public Priority Priority { get; init; }
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The ladder's step that called; null where a rule did.</summary>
    public CallOutStep? Escalation { get; init; }

    public static CallOutMessage Of(StepTaken? step, ConversationView conversation, DateTimeOffset at) => new()
    {
        At = at,
        ConversationId = conversation.Id,
        CustomerId = conversation.CustomerId,
        Channel = conversation.Channel,
        Account = conversation.Account,
        Queue = conversation.Queue,
        Assignee = conversation.Assignee,
        Priority = conversation.Priority,
        WaitingSince = conversation.WaitingSince,
        Escalation = step is null ? null : new CallOutStep(step.Ladder, step.Step + 1, DeadlineList.NameOf(step.Kind), step.Since, step.LateMs),
    };
}

/// <param name="Step">From 1.</param>
internal sealed record CallOutStep(string Ladder, int Step, string Kind, DateTimeOffset Since, long LateMs);

/// <summary>Notices that are told together.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Notices">The most important, then the oldest, at most <see cref="MaxListed"/>.</param>
internal sealed record NoticesMessage(string Type, string Recipient, long Count, IReadOnlyList<NoticeView> Notices)
{
    public const int MaxListed = 20;
}

/// <summary>An administrator looks whether messages arrive.</summary>
/// <param name="By">Their sign-in name.</param>
internal sealed record TestMessage(string Type, DateTimeOffset At, string By);

[JsonSerializable(typeof(CallOutMessage))]
[JsonSerializable(typeof(TestMessage))]
[JsonSerializable(typeof(NoticesMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class OutboxJson : JsonSerializerContext;
