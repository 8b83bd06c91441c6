using System.Buffers;
using System.Text.RegularExpressions;

namespace SocialCrm.Rules;

/// <summary>The subject or the text has one of these terms.</summary>
internal sealed record TextHas : Test
{
    private readonly Term[] _terms;
    private readonly SearchValues<string> _firsts;

    public TextHas(string name, IReadOnlyList<Term> terms)
        : base(name)
    {
        _terms = [.. terms];
        _firsts = SearchValues.Create([.. terms.Select(static t => t.First)], StringComparison.OrdinalIgnoreCase);
    }

    public override bool Holds(Facts facts) => Find(facts) is not null;

    protected override string Wanted => string.Join(", ", _terms.Select(static t => t.Written));

    /// <summary>The term that was found.</summary>
    protected override string? Saw(Facts facts) => Find(facts)?.Written;

    protected override bool IsKnown(Facts facts) => !facts.IsErased;

    private Term? Find(Facts facts) => Find(facts.Text.Body) ?? Find(facts.Text.Subject);

    private Term? Find(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(_firsts);
            if (next < 0) return null;
            at += next;
            foreach (var term in _terms) if (term.IsAt(text, at)) return term;
        }

        return null;
    }
}

/// <summary>The subject or the text matches a regular expression, whatever the case, in time that grows with the text's length and no faster.</summary>
internal sealed record TextMatches : Test
{
    /// <summary>Longest expression, in characters.</summary>
    public const int MaxPattern = 500;

    /// <summary>Most states of an expression's automaton: a bound on what a few counted repetitions can stand for.</summary>
    private const int MaxAutomaton = 2_000;

    private const int MaxShown = 100;

    private readonly Regex _expression;

    static TextMatches() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MaxAutomaton);

    private TextMatches(Regex expression)
        : base("text.matches") => _expression = expression;

    /// <summary>Null with the reason where it isn't an expression, or one that can't be run without going back.</summary>
    public static (TextMatches? Test, string? Reason) Of(string pattern)
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
            return (new TextMatches(new Regex(MessageText.Composed(pattern), options, Regex.InfiniteMatchTimeout)), null);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return (null, e.Message);
        }
    }

    public override bool Holds(Facts facts) => _expression.IsMatch(facts.Text.Body) || (facts.Text.Subject.Length > 0 && _expression.IsMatch(facts.Text.Subject));

    protected override string Wanted => _expression.ToString();

    /// <summary>The text that matched, its beginning.</summary>
    protected override string? Saw(Facts facts)
    {
        if (_expression.Match(facts.Text.Body) is not { Success: true } match && (match = _expression.Match(facts.Text.Subject)) is not { Success: true }) return null;
        return match.Length <= MaxShown ? match.Value : match.Value[..MaxShown];
    }

    protected override bool IsKnown(Facts facts) => !facts.IsErased;
}
