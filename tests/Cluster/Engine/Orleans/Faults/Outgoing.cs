using System.Text.Json.Nodes;

namespace SocialCrm.Cluster.Faults;

/// <summary>One request of a sender, repeated as it is until it is acknowledged.</summary>
/// <param name="Path">Where it is posted.</param>
/// <param name="Body">JSON.</param>
/// <param name="IdempotencyKey">Of an act; null where external ids make a repetition known.</param>
/// <param name="ExternalIds">Of the interactions in the body, in their order.</param>
internal sealed record Outgoing(string Path, JsonNode Body, string? IdempotencyKey, IReadOnlyList<string> ExternalIds)
{
    public bool IsSnooze => Path.EndsWith("/snooze", StringComparison.Ordinal);

    /// <summary>Whether a row of the journal is sure to come of it: another act may find nothing to do.</summary>
    public bool IsNote => Path.EndsWith("/notes", StringComparison.Ordinal);
}

/// <summary>What a sender was told of one interaction: null customer while it waits for what it answers.</summary>
internal sealed record Receipt(string ExternalId, string? Customer, string? Conversation, long? Version, bool Duplicate);

/// <summary>All that the senders were promised.</summary>
internal sealed class Acknowledged
{
    private readonly Lock _gate = new();
    private readonly List<Receipt> _receipts = [];
    private readonly List<string> _noteKeys = [];

    public IReadOnlyList<Receipt> Receipts
    {
        get
        {
            lock (_gate) return [.. _receipts];
        }
    }

    /// <summary>Idempotency keys of the notes that were written.</summary>
    public IReadOnlyList<string> NoteKeys
    {
        get
        {
            lock (_gate) return [.. _noteKeys];
        }
    }

    public void Add(IEnumerable<Receipt> receipts)
    {
        lock (_gate) _receipts.AddRange(receipts);
    }

    public void AddNote(string key)
    {
        lock (_gate) _noteKeys.Add(key);
    }
}
