using System.Buffers;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>Light checks: what can't be one is refused, what might be is taken. Whether somebody answers there shows only on the channel.</summary>
internal static class Shapes
{
    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("+0123456789 -()/.\u00a0");
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" \t,;<>");
    private const int MinPhoneDigits = 3;

    /// <summary>Whether anything of a handle is left once it is compared: <c>@</c> alone names everybody.</summary>
    public static bool NamesSomebody(ReadOnlySpan<char> handle) => !handle.Trim().TrimStart('@').IsEmpty;

    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.LastIndexOf('@') == at && !text.AsSpan().ContainsAny(NotInEmail) && text[^1] != '.';
    }

    public static bool IsPhone(string text) =>
        !text.AsSpan().ContainsAnyExcept(PhoneCharacters) && text.Count(char.IsAsciiDigit) >= MinPhoneDigits && text.LastIndexOf('+') <= 0;

    /// <summary>Subtags of 1 to 8 letters and digits, the first of 2 to 8 letters; joined with - or, as some providers do, with _.</summary>
    public static bool IsLanguageTag(string text)
    {
        var isFirst = true;
        foreach (var range in text.AsSpan().SplitAny('-', '_'))
        {
            var subtag = text.AsSpan(range);
            if (subtag.Length is 0 or > 8 || (isFirst && subtag.Length < 2)) return false;
            foreach (var c in subtag)
            {
                if (!(isFirst ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c))) return false;
            }

            isFirst = false;
        }

        return true;
    }

    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;
}
