namespace SocialCrm.Cli.Replay.Recordings;

/// <summary>Where in the file: a line (1 is the first), or a thread and turn of a JSON file (both from 1).</summary>
internal readonly record struct Place(long Line, long Thread = 0, int Turn = 0)
{
    public static Place At(long line) => new(line);
    public static Place Of(long thread, int turn) => new(0, thread, turn);
}

/// <summary>Why a row isn't sent or wasn't taken: a text of the catalogue (<c>refused.KEY</c>) and its parts.</summary>
internal sealed record Refusal(string Key, params IReadOnlyList<object> Parts);

/// <summary>One row of a recording: an interaction as the service takes it, or the reason why there is none.</summary>
internal sealed class Row
{
    public required Place Place { get; init; }

    /// <summary>The JSON object that is sent, UTF-8; empty when the row is refused.</summary>
    public byte[] Entry { get; private init; } = [];

    /// <summary>When it was said, as recorded; null where the row doesn't say.</summary>
    public DateTimeOffset? At { get; private init; }

    public Refusal? Refusal { get; private init; }

    /// <summary>The recording could not be read beyond this row.</summary>
    public bool EndsEarly { get; private init; }

    public static Row Of(Place place, DateTimeOffset? at, byte[] entry) => new() { Place = place, At = at, Entry = entry };
    public static Row Refused(Place place, string key, params IReadOnlyList<object> parts) => new() { Place = place, Refusal = new(key, parts) };
    public static Row Unreadable(Place place, string key, params IReadOnlyList<object> parts) =>
        new() { Place = place, Refusal = new(key, parts), EndsEarly = true };
}
