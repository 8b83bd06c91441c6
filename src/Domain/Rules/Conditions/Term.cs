namespace SocialCrm.Rules;

/// <summary>
/// A word, or several in a row with white space between them, whatever their case. A word ends where letters and digits do, so <c>SAS:n</c> has the word
/// <c>sas</c>; with a star at its end (<c>laukku*</c>) it is the beginning of one.
/// </summary>
internal sealed class Term
{
    private readonly string[] _words;
    private readonly bool _isBeginning;

    public Term(string written)
    {
        Written = written;
        _isBeginning = written.EndsWith('*');
        _words = MessageText.Composed(_isBeginning ? written[..^1] : written).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    public string Written { get; }

    /// <summary>False where there is nothing to search for.</summary>
    public bool IsAny => _words.Length > 0;

    /// <summary>Where it can begin.</summary>
    public string First => _words[0];

    /// <summary>Whether it stands at this place of a composed text.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && IsInWord(text[at - 1]) && IsInWord(First[0])) return false;
        for (var i = 0; i < _words.Length; i++)
        {
            if (i > 0)
            {
                var from = at;
                while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
                if (at == from) return false;
            }

            if (!text[at..].StartsWith(_words[i], StringComparison.OrdinalIgnoreCase)) return false;
            at += _words[i].Length;
        }

        return _isBeginning || at == text.Length || !IsInWord(text[at]) || !IsInWord(text[at - 1]);
    }

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);
}
