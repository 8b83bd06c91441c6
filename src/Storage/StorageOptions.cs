namespace SocialCrm.Storage;

/// <summary>Which store, and its bounds.</summary>
public sealed record StorageOptions
{
    /// <summary><c>sqlite</c> (default), or a PostgreSQL connection string (<c>Host=...</c> or <c>postgres://...</c>).</summary>
    public string Store { get; init; } = "sqlite";

    /// <summary>The folder of the SQLite file and its lock. Default <c>data</c>. Ignored for PostgreSQL.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Most rows that one transaction takes. Default 2,000; more wait for the next.</summary>
    public int MaxRowsPerCommit { get; init; } = 2_000;

    /// <summary>Most appends that wait for a transaction; further callers wait at the door. Default 20,000.</summary>
    public int MaxWaitingAppends { get; init; } = 20_000;

    /// <summary>Transactions under way at once. Default 2 (PostgreSQL); SQLite has one writer.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Most keys that one grouped read asks for. Default 500.</summary>
    public int MaxKeysPerRead { get; init; } = 500;

    /// <summary>How long the writer tries to find out an unknown outcome before callers get <see cref="Journal.StoreUnavailableException"/>. Default 10 s.</summary>
    public TimeSpan OutcomeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Called by the writer at each step of a transaction; what it throws, the transaction meets. For tests.</summary>
    internal Action<Journal.Writing.CommitStep>? AtStep { get; init; }
}
