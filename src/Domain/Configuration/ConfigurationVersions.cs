using System.Collections.Concurrent;

namespace SocialCrm.Configuration;

/// <summary>
/// Every version that was in force, by the texts of its documents: read when first asked for. A document that this program can't read is passed over, and
/// the one before it stays in force. Safe for many readers and one writer.
/// </summary>
public sealed class ConfigurationVersions : IConfigurations
{
    /// <summary>Most versions kept; beyond it the oldest are forgotten, and what was decided by them is judged by the oldest that is known.</summary>
    public const int MaxVersions = 2_000;

    /// <summary>Most characters of texts kept; beyond it as above.</summary>
    public const long MaxCharacters = 64L << 20;

    /// <summary>Most configurations kept ready; beyond it the one that wasn't asked for longest is put together again when it is.</summary>
    private const int MaxReady = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<KeptDocument>> _byKind = DocumentKinds.All.ToDictionary(
        static kind => kind, static kind => new List<KeptDocument> { new(0, kind, DocumentKinds.DefaultOf(kind)) }, StringComparer.Ordinal);

    private readonly Queue<(long Version, int Characters)> _order = new();
    private readonly ConcurrentDictionary<long, Ready> _ready = new();
    private volatile Configuration _current;
    private long _oldest;
    private long _characters;
    private long _asked;

    public ConfigurationVersions() => _current = Compose(0);

    public Configuration Current => _current;

    public Configuration At(long version)
    {
        if (version >= _current.Version) return _current;
        if (!_ready.TryGetValue(version, out var ready))
        {
            lock (_gate) ready = _ready.GetOrAdd(version, v => new Ready(Compose(Math.Max(v, _oldest))));
            if (_ready.Count > MaxReady) Forget();
        }

        ready.LastAsked = Interlocked.Increment(ref _asked);
        return ready.Configuration;
    }

    /// <summary>The text in force at a version, and the version that brought it.</summary>
    public (long Version, string Text) TextAt(string kind, long version)
    {
        lock (_gate)
        {
            var document = _byKind[kind].FindLast(d => d.Version <= version) ?? _byKind[kind][0];
            return (document.Version, document.Text);
        }
    }

    /// <summary>Documents that should be in force but can't be read by this program; empty when all is well.</summary>
    public IReadOnlyList<UnreadableDocument> Unreadable { get; private set; } = [];

    /// <summary>Takes versions in their order; those that are known already change nothing. The newest is in force when it returns.</summary>
    /// <param name="documents">A kind that this program doesn't know counts as a version in which nothing changed.</param>
    public void Add(IEnumerable<(long Version, string Kind, string Text)> documents)
    {
        lock (_gate)
        {
            var before = _current;
            var newest = before.Version;
            foreach (var (version, kind, text) in documents)
            {
                if (version <= newest) continue;
                newest = version;
                if (_byKind.TryGetValue(kind, out var kept)) kept.Add(new KeptDocument(version, kind, text));
                _order.Enqueue((version, text.Length));
                _characters += text.Length;
                while (_order.Count > MaxVersions || (_characters > MaxCharacters && _order.Count > 1)) Drop();
            }

            if (newest == before.Version) return;
            // Whoever was decided by the one before still asks for it.
            _ready[before.Version] = new Ready(before) { LastAsked = Interlocked.Increment(ref _asked) };
            _current = Compose(newest);
            Unreadable = [.. _byKind.Values.Select(static kept => kept[^1]).Where(static d => !d.IsSound).Select(static d => d.Told())];
        }
    }

    private Configuration Compose(long version) => ConfigurationReader.Compose(version, _byKind.Values.Select(kept =>
        kept.FindLast(d => d.Version <= version && d.IsSound)?.Part ?? new KeptDocument(0, kept[0].Kind, DocumentKinds.DefaultOf(kept[0].Kind)).Part).OfType<object>());

    /// <summary>What a kind had at the oldest version stays: it is still in force.</summary>
    private void Drop()
    {
        var (version, characters) = _order.Dequeue();
        _characters -= characters;
        _oldest = version + 1;
        foreach (var kept in _byKind.Values)
        {
            while (kept.Count > 1 && kept[1].Version <= _oldest && kept[1].IsSound) kept.RemoveAt(0);
        }
    }

    private void Forget()
    {
        foreach (var oldest in _ready.OrderBy(static r => r.Value.LastAsked).Take(_ready.Count - MaxReady)) _ready.TryRemove(oldest.Key, out _);
    }

    private sealed class Ready(Configuration configuration)
    {
        public Configuration Configuration => configuration;
        public long LastAsked { get; set; }
    }

    /// <summary>A text, and what was read of it as long as somebody uses that.</summary>
    private sealed class KeptDocument(long version, string kind, string text)
    {
        private WeakReference<object>? _part;
        private ConfigurationFault? _fault;
        private bool _isRead;

        public long Version => version;
        public string Kind => kind;
        public string Text => text;

        public bool IsSound
        {
            get
            {
                if (!_isRead) _ = Part;
                return _fault is null;
            }
        }

        public object? Part
        {
            get
            {
                if (_part is not null && _part.TryGetTarget(out var known)) return known;
                var read = ConfigurationReader.Read(kind, text);
                _isRead = true;
                _fault = read.Findings.Faults.FirstOrDefault();
                if (read.Part is not { } part || _fault is not null) return null;
                _part = new WeakReference<object>(part);
                return part;
            }
        }

        public UnreadableDocument Told() => new(version, kind, _fault!);
    }
}

/// <summary>A stored document that this program can't read: the one before it is in force instead.</summary>
/// <param name="Fault">The first of its faults.</param>
public sealed record UnreadableDocument(long Version, string Kind, ConfigurationFault Fault);
