using System.Globalization;

namespace SocialCrm.Calendars;

/// <summary>A stretch of a day in minutes from its local midnight; it may go on into the next day.</summary>
/// <param name="From">0 to 1,439.</param>
/// <param name="Until">Above <paramref name="From"/>, at most 1,440 minutes later; above 1,440 it is the next day's morning. The minute itself is closed.</param>
public readonly record struct Opening(int From, int Until)
{
    public const int Day = 1_440;

    public static readonly Opening WholeDay = new(0, Day);

    public bool IsValid => From is >= 0 and < Day && Until > From && Until <= From + Day;

    /// <summary>Of <c>09:00-17:00</c>, <c>00:00-24:00</c>, or <c>22:00-06:00</c> over midnight; null for anything else.</summary>
    public static Opening? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length != 2 || Minute(parts[0]) is not { } from || Minute(parts[1]) is not { } until) return null;
        var opening = new Opening(from, until > from ? until : until + Day);
        return opening.IsValid ? opening : null;
    }

    public override string ToString() => $"{Text(From)}-{Text(Until > Day ? Until - Day : Until)}";

    private static int? Minute(string text)
    {
        text = text.Trim();
        if (text.Length != 5 || text[2] != ':' || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) return null;
        return minute < 60 && (hour < 24 || (hour == 24 && minute == 0)) ? (hour * 60) + minute : null;
    }

    private static string Text(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
