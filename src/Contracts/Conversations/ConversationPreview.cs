using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Conversations;

/// <summary>What a list's row says besides the conversation's state: who it is, and the beginning of what was said last.</summary>
public sealed record ConversationPreview
{
    /// <summary>Most characters of <see cref="Text"/>.</summary>
    public const int MaxText = 240;

    public ConversationId Id { get; init; }

    /// <summary>The customer's newest name; else the first handle they were known by.</summary>
    public string? Name { get; init; }
    public string? Subject { get; init; }

    /// <summary>The message recorded last, cut to 240 characters, as it was edited last; null once it is taken back or erased.</summary>
    public string? Text { get; init; }
    public Direction? Direction { get; init; }

    /// <summary>How many attachments that message has.</summary>
    public int Attachments { get; init; }
}

/// <summary>Conversations that aren't resolved, counted.</summary>
public sealed record DeskCounts
{
    /// <summary>By name.</summary>
    public IReadOnlyList<QueueCount> Queues { get; init; } = [];

    /// <summary>By sign-in name.</summary>
    public IReadOnlyList<AssigneeCount> Assignees { get; init; } = [];
}

/// <summary>A queue's conversations.</summary>
public sealed record QueueCount
{
    public string Queue { get; init; } = "";

    /// <summary>The company has to act.</summary>
    public long Open { get; init; }

    /// <summary>A customer waits for an answer.</summary>
    public long Waiting { get; init; }

    /// <summary>Open and nobody's.</summary>
    public long Unassigned { get; init; }

    /// <summary>A target was missed and is still to be met.</summary>
    public long Breached { get; init; }
}

/// <summary>An agent's conversations.</summary>
public sealed record AssigneeCount
{
    public string Assignee { get; init; } = "";
    public long Open { get; init; }
    public long Waiting { get; init; }
    public long Breached { get; init; }
}
