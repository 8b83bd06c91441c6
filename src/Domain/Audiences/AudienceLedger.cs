namespace SocialCrm.Audiences;

/// <summary>Who views one conversation, by connection, each as long as it signs. Pure; <c>now</c> is a monotonic time.</summary>
public sealed class AudienceLedger(AudienceTimes times)
{
    /// <summary>Most connections; further ones see who is there, and aren't seen.</summary>
    public const int MaxConnections = 200;

    private readonly Dictionary<(string Host, string Connection), Entry> _signs = [];

    public bool IsEmpty => _signs.Count == 0;

    /// <summary>One a name, however many connections they have.</summary>
    public IReadOnlyList<Viewer> Viewers { get; private set; } = [];

    public bool Has(string host) => _signs.Keys.Any(k => k.Host == host);

    /// <summary>Whether the viewers are others now.</summary>
    public bool Sign(AudienceSign sign, TimeSpan now)
    {
        var key = (sign.Host, sign.Connection);
        if (!_signs.TryGetValue(key, out var before) && _signs.Count >= MaxConnections) return false;
        // Who only looks has not stopped typing: that ends by itself, or with what was typed.
        var typingUntil = sign.Typing ? now + times.TypingFor : before.TypingUntil;
        _signs[key] = new Entry(sign.Name, sign.DisplayName, now + times.ViewingFor, typingUntil);
        return Refresh(now);
    }

    public bool Leave(string host, string connection, TimeSpan now) => _signs.Remove((host, connection)) && Refresh(now);

    public bool Expire(TimeSpan now)
    {
        foreach (var (key, entry) in _signs) if (entry.ViewingUntil <= now) _signs.Remove(key);
        return Refresh(now);
    }

    private bool Refresh(TimeSpan now)
    {
        List<Viewer> viewers =
        [
            .. _signs.Values.GroupBy(static e => e.Name, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(g => new Viewer { Name = g.Key, DisplayName = g.First().DisplayName, Typing = g.Any(e => e.TypingUntil > now) }),
        ];
        if (viewers.SequenceEqual(Viewers)) return false;
        Viewers = viewers;
        return true;
    }

    private readonly record struct Entry(string Name, string DisplayName, TimeSpan ViewingUntil, TimeSpan? TypingUntil);
}

/// <summary>How long signs last.</summary>
public sealed record AudienceTimes
{
    /// <summary>Default 15 s.</summary>
    public TimeSpan ViewingFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Default 6 s.</summary>
    public TimeSpan TypingFor { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a host that only looks is told without looking again. Default 30 s.</summary>
    public TimeSpan LookingFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often hosts look again: well within <see cref="LookingFor"/>. Default 10 s.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked for signs that ended. Default 500 ms.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(500);
}
