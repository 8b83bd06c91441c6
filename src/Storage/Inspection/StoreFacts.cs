namespace SocialCrm.Storage.Inspection;

/// <summary>What a look at a database told. Nothing is judged here, and nothing was changed.</summary>
public sealed record StoreFacts
{
    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why it can't be read; null when it can. Everything below is empty then.</summary>
    public string? Failure { get; init; }

    /// <summary>A SQLite folder without a store yet, or a database without our tables.</summary>
    public bool IsNew { get; init; }
    public Version? ServerVersion { get; init; }
    public int SchemaVersion { get; init; }
    public required int ProgramSchemaVersion { get; init; }

    /// <summary>The server's settings that decide what a commit is worth, as a connection of ours gets them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables and indexes of the schema that aren't there, or that the server marks as invalid.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The server's clock less ours, at the middle of the question; null for SQLite.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>Connections that one process of ours opens at most.</summary>
    public int ConnectionsOfAProcess { get; init; }
    public int MaxConnections { get; init; }
    public int UsedConnections { get; init; }
}
