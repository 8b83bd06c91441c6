using System.Text.Json.Serialization.Metadata;

namespace SocialCrm.Live;

/// <summary>
/// One version of something watched: immutable, shared by all its watchers. Its JSON is made when the first of them is sent to, and the last
/// difference is kept, since watchers that keep up all need the same one.
/// </summary>
/// <param name="from">The version before the change that made this one; -1 when it was read instead.</param>
/// <param name="kind">That change's kind.</param>
internal sealed class Snapshot<T>(T view, long version, long from, string kind, JsonTypeInfo<T> type) where T : class
{
    /// <summary>The kind of a difference that isn't exactly one change.</summary>
    public const string Several = "several";

    private ViewJson? _json;
    private Difference? _last;

    public T View { get; } = view;

    public long Version { get; } = version;

    // Two senders may both make it at once: the same bytes, one of them garbage.
    public ViewJson Json => _json ??= ViewJson.Of(View, type);

    public ChangeMessage Since(Snapshot<T> sent, string id)
    {
        var last = _last;
        if (last is null || last.From != sent.Version) _last = last = new Difference(sent.Version, sent.Json.DeltaTo(Json));
        return new ChangeMessage(id, sent.Version, Version, sent.Version == from ? kind : Several, last.Delta);
    }

    // By number, not by reference: a chain of snapshots would keep each other alive.
    private sealed record Difference(long From, RawJson Delta);
}
