namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>A format of recorded traffic.</summary>
internal interface IRecording
{
    /// <summary>Past traffic: sent as history, and the import is ended at the end.</summary>
    bool IsHistory { get; }

    /// <summary>
    /// The rows in the order of the file, read as they are asked for. Never throws for what stands in the file: that is a refused row,
    /// the last one where the rest can't be read.
    /// </summary>
    /// <param name="file">Read forward only.</param>
    /// <param name="shift">Added to the time of every row.</param>
    IAsyncEnumerable<Row> ReadAsync(Stream file, TimeSpan shift, CancellationToken cancellation);
}

internal static class Formats
{
    public static readonly IReadOnlyList<string> Names = ["twcs", "care", "jsonl"];

    public static IRecording Named(string name) => name switch
    {
        "twcs" => new Twcs(),
        "care" => new Care(),
        "jsonl" => new JsonLines(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a format"),
    };
}
