using System.Buffers;
using System.Text;

namespace SocialCrm.Identities;

/// <summary>The form in which handles are compared. Two spellings of one contact point must give one identity, two people never the same.</summary>
public static class Handles
{
    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("+0123456789 -()/.\u00a0");

    /// <summary>
    /// NFC and trimmed everywhere; e-mail in lower case; phone numbers (phone, sms, whatsapp) without separators, <c>00</c> as <c>+</c>;
    /// x, telegram, instagram and forum names in lower case without a leading <c>@</c>; all else as it is.
    /// </summary>
    public static string Normalise(string channel, string handle)
    {
        var text = handle.Trim();
        if (!text.IsNormalized(NormalizationForm.FormC)) text = text.Normalize(NormalizationForm.FormC);
        return channel switch
        {
            "email" => text.ToLowerInvariant(),
            "phone" or "sms" or "whatsapp" => Phone(text),
            "x" or "telegram" or "instagram" or "forum" => text.TrimStart('@').ToLowerInvariant(),
            _ => text,
        };
    }

    /// <summary>Keeps what isn't a number (business-scoped ids such as <c>US.1234</c>) as it is.</summary>
    private static string Phone(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(PhoneCharacters)) return text;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length == 0) return text;
        if (text.StartsWith('+')) return "+" + digits;
        return digits.StartsWith("00", StringComparison.Ordinal) ? string.Concat("+", digits.AsSpan(2)) : digits;
    }
}
