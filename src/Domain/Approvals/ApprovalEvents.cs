using SocialCrm.Conversations;

namespace SocialCrm.Approvals;

/// <summary>Somebody is asked to approve what is answered here.</summary>
/// <param name="From">As in a notice.</param>
public sealed record ApprovalAsked(string Rule, IReadOnlyList<string> From) : ConversationEvent;

/// <summary>What was asked for is granted or declined; why stands in the row's note.</summary>
public sealed record ApprovalDecided(bool Granted, string By) : ConversationEvent;
