namespace SocialCrm.Routing;

/// <summary>A queue with what is open in it.</summary>
public sealed record QueueView
{
    public string Name { get; init; } = "";
    public TitleView? Title { get; init; }
    public IReadOnlyList<string> Skills { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Teams { get; init; } = [];
    public bool AutoAssign { get; init; }

    /// <summary>Conversations in which the company has the next word.</summary>
    public long Open { get; init; }

    /// <summary>Those of them in which a customer waits.</summary>
    public long Waiting { get; init; }

    /// <summary>Those of them that nobody has.</summary>
    public long Unassigned { get; init; }

    /// <summary>Those of them that missed a target which is still to be met.</summary>
    public long Breached { get; init; }
    public DateTimeOffset? OldestWaitingSince { get; init; }
}

public sealed record QueuesView
{
    public IReadOnlyList<QueueView> Items { get; init; } = [];
}

public sealed record TeamView
{
    public string Name { get; init; } = "";
    public TitleView? Title { get; init; }

    /// <summary>Sign-in names.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
}

public sealed record TeamsView
{
    public IReadOnlyList<TeamView> Items { get; init; } = [];
}

/// <summary>An agent, and whether they are there.</summary>
public sealed record AgentView
{
    public string Name { get; init; } = "";
    public string DisplayName { get; init; } = "";

    /// <summary>As configured; else the one that they sign in with.</summary>
    public string? Role { get; init; }
    public Presence Presence { get; init; }
    public DateTimeOffset PresenceSince { get; init; }
    public bool OnShift { get; init; }

    /// <summary>Open conversations that they have.</summary>
    public int Load { get; init; }

    /// <summary>Open conversations up to which routing gives them more.</summary>
    public int Capacity { get; init; }
    public IReadOnlyList<string> Teams { get; init; } = [];
    public IReadOnlyList<string> Skills { get; init; } = [];
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Shifts { get; init; } = [];
}

public sealed record AgentsView
{
    public IReadOnlyList<AgentView> Items { get; init; } = [];
}

/// <summary>What people call something.</summary>
public sealed record TitleView
{
    public string Fi { get; init; } = "";
    public string En { get; init; } = "";
}
