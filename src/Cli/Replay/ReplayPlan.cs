namespace SocialCrm.Cli.Replay;

/// <summary>What is replayed, where to, and how fast.</summary>
internal sealed record ReplayPlan
{
    public required string File { get; init; }

    /// <summary>One of <see cref="Recordings.Formats.Names"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The service. Default http://127.0.0.1:5080.</summary>
    public required Uri Url { get; init; }

    /// <summary>An API key with the scope ingest; null sends none.</summary>
    public string? Key { get; init; }

    /// <summary>Interactions a second over all senders; null is as fast as the service takes them (the default).</summary>
    public double? RatePerSecond { get; init; }

    /// <summary>Requests under way at once. Default 2, 1 to 64.</summary>
    public int Senders { get; init; } = 2;

    /// <summary>Interactions a request. Default 100, 1 to 1,000 (the service's own limit).</summary>
    public int BatchRows { get; init; } = 100;

    /// <summary>Sends the rows in an order that this seed gives; the whole file is then kept in memory. Null keeps the order of the file.</summary>
    public int? ShuffleSeed { get; init; }

    /// <summary>Moves all times by the same span, so that the latest one is now. Reads the file twice.</summary>
    public bool ShiftToNow { get; init; }

    /// <summary>Whether it is past traffic; null leaves it to the format (twcs and care are, jsonl isn't).</summary>
    public bool? History { get; init; }

    /// <summary>How long one request is repeated while the service can't take it. Default 120 s.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(120);
}
