namespace SocialCrm.Figures;

/// <summary>Up to four tags of a measurement, in the order in which it has them: all that our instruments have, and of others those that are worth a series.</summary>
public readonly record struct Tags
{
    private const int Max = 4;

    /// <summary>Of ASP.NET's request durations: the rest multiplies series and says nothing here.</summary>
    private static readonly HashSet<string> OfRequests = new(StringComparer.Ordinal) { "http.request.method", "http.route", "http.response.status_code" };

    private readonly KeyValuePair<string, object?> a;
    private readonly KeyValuePair<string, object?> b;
    private readonly KeyValuePair<string, object?> c;
    private readonly KeyValuePair<string, object?> d;

    private Tags(ReadOnlySpan<KeyValuePair<string, object?>> kept) => (a, b, c, d) = (At(kept, 0), At(kept, 1), At(kept, 2), At(kept, 3));

    public IEnumerable<KeyValuePair<string, object?>> All
    {
        get
        {
            foreach (var tag in (KeyValuePair<string, object?>[])[a, b, c, d]) if (tag.Key is not null) yield return tag;
        }
    }

    internal static Tags Of(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return default;
        var isRequest = instrument.StartsWith("http.", StringComparison.Ordinal);
        Span<KeyValuePair<string, object?>> kept = new KeyValuePair<string, object?>[Max];
        var count = 0;
        foreach (var tag in tags) if (count < Max && (!isRequest || OfRequests.Contains(tag.Key))) kept[count++] = tag;
        return new(kept[..count]);
    }

    private static KeyValuePair<string, object?> At(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) => index < tags.Length ? tags[index] : default;
}
