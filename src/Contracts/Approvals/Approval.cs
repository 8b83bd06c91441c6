using System.Text.Json.Serialization;
using Orleans;
using SocialCrm.Conversations;

namespace SocialCrm.Approvals;

/// <summary>A rule wants somebody to approve what is answered here. It ends with the answer, or when the matter is resolved.</summary>
[GenerateSerializer, Alias("crm.approval"), Immutable]
public sealed record Approval
{
    /// <summary>The rule that asked.</summary>
    [Id(0)] public string Rule { get; init; } = "";

    /// <summary>Who was asked, as the rule names them.</summary>
    [Id(1)] public IReadOnlyList<string> From { get; init; } = [];

    [Id(2)] public DateTimeOffset AskedAt { get; init; }
    [Id(3)] public ApprovalState State { get; init; } = ApprovalState.Asked;

    /// <summary>Who decided; null while nobody has.</summary>
    [Id(4)] public string? By { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<ApprovalState>))]
public enum ApprovalState
{
    /// <summary>Nobody else may answer yet.</summary>
    [JsonStringEnumMemberName("asked")] Asked = 1,

    /// <summary>The answer may go.</summary>
    [JsonStringEnumMemberName("granted")] Granted = 2,

    /// <summary>Not like this: it is still to be granted.</summary>
    [JsonStringEnumMemberName("declined")] Declined = 3,
}

/// <summary>Grants or declines what a rule asked for. Only those who were asked, or with <see cref="ConversationAct.OverOthers"/>.</summary>
[GenerateSerializer, Alias("crm.act.decide-approval"), Immutable]
public sealed record DecideApproval : ConversationAct
{
    [Id(0)] public bool Granted { get; init; }
    [Id(1)] public string? Note { get; init; }
}
