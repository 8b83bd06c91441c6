namespace SocialCrm.Cli.Replay.Sending;

/// <summary>What the service said to one request.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Committed; some of them the service had before.</summary>
    public sealed record Taken(int Accepted, int Duplicates) : Answer;

    /// <summary>Nothing of the request is stored: these entries (by their index) are invalid.</summary>
    public sealed record Invalid(IReadOnlyDictionary<int, string> Reasons) : Answer;

    /// <summary>Nothing of the request is stored, and the service doesn't say which entry is at fault.</summary>
    public sealed record InvalidSomewhere(string Reason) : Answer;

    /// <summary>Overload, storage away, no connection or no answer in time: a part may be stored, and repeating is safe.</summary>
    /// <param name="After">How long the service asks to wait; null where it doesn't say.</param>
    public sealed record Later(string Reason, TimeSpan? After) : Answer;

    /// <summary>No repeat helps: a missing key, a missing right, another service at this address.</summary>
    public sealed record Never(string TextKey, string Detail) : Answer;
}

/// <summary>The replay can't go on. The message is for the reader, in the reader's language.</summary>
internal sealed class ServiceRefusedException(string message) : Exception(message);
