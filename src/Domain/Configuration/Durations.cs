using System.Globalization;

namespace SocialCrm.Configuration;

/// <summary>Durations as people write them: days (of 24 hours), hours, minutes and seconds, each at most once and in this order, such as <c>1h30m</c>.</summary>
public static class Durations
{
    /// <summary>Digits of one part: longer ones overflow.</summary>
    private const int MaxDigits = 7;

    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Null for anything else.</summary>
    public static TimeSpan? Parse(string text)
    {
        long seconds = 0;
        var next = 0;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at == start || at - start > MaxDigits || at == text.Length) return null;
            var unit = Array.FindIndex(Units, next, u => u.Unit == text[at]);
            if (unit < 0) return null;
            seconds += long.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture) * Units[unit].Seconds;
            next = unit + 1;
            at++;
        }

        return at == 0 ? null : TimeSpan.FromSeconds(seconds);
    }

    /// <summary>The shortest writing of whole seconds, such as <c>1h30m</c>; <c>0s</c> for none.</summary>
    public static string Text(TimeSpan duration)
    {
        var left = (long)duration.TotalSeconds;
        var text = "";
        foreach (var (unit, seconds) in Units)
        {
            if (left / seconds is var count and > 0) text += count.ToString(CultureInfo.InvariantCulture) + unit;
            left %= seconds;
        }

        return text.Length == 0 ? "0s" : text;
    }
}
