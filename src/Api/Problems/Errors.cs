using System.Globalization;

namespace SocialCrm.Api.Problems;

/// <summary>A member and the rule that it breaks.</summary>
/// <param name="Field">Its path, such as <c>[3].author.handle</c>.</param>
/// <param name="Rule">One of <see cref="Problems.Rule"/>.</param>
/// <param name="Bound">What the rule's text shows as {0}; null where it has none.</param>
internal readonly record struct FieldError(string Field, string Rule, object? Bound = null)
{
    public string Text(Language language) =>
        Bound is null ? Texts.Of(language, Rule) : string.Format(language.Culture(), Texts.Of(language, Rule), Bound);
}

/// <summary>What is wrong with a request, gathered so that the sender hears of all of it at once.</summary>
internal sealed class Errors
{
    /// <summary>Most errors that an answer carries; further ones are counted only.</summary>
    public const int Max = 100;

    private readonly List<FieldError> _list = [];
    private int _more;

    public bool Any => _list.Count > 0;
    public int Count => _list.Count + _more;

    public void Add(string field, string rule, object? bound = null)
    {
        if (_list.Count < Max) _list.Add(new FieldError(field, rule, bound));
        else _more++;
    }

    /// <summary>Texts by field, in the order found.</summary>
    public IEnumerable<(string Field, List<string> Texts)> In(Language language)
    {
        var byField = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var error in _list)
        {
            if (!byField.TryGetValue(error.Field, out var texts)) byField[error.Field] = texts = [];
            texts.Add(error.Text(language));
        }

        if (_more > 0) byField[""] = [string.Format(CultureInfo.InvariantCulture, Texts.Of(language, Rule.MoreErrors), _more)];
        return byField.Select(pair => (pair.Key, pair.Value));
    }
}
