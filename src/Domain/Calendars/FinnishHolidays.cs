using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;

namespace SocialCrm.Calendars;

/// <summary>
/// The public holidays of Finland by its laws of today (All Saints' and Midsummer on Saturdays since 1955, Epiphany on 6 January again since 1992), with
/// Midsummer Eve and Christmas Eve, which the working hours acts treat alike.
/// </summary>
public static class FinnishHolidays
{
    /// <summary>Years that were asked for; a handful, and computed once each.</summary>
    private static readonly ConcurrentDictionary<int, FrozenSet<LocalDate>> Dates = new();

    public static bool IsHoliday(LocalDate date) => Dates.GetOrAdd(date.Year, static year => Of(year).Select(h => h.Date).ToFrozenSet()).Contains(date);

    public static IReadOnlyList<Holiday> Of(int year)
    {
        var easter = EasterSunday(year);
        var midsummer = SaturdayFrom(new LocalDate(year, 6, 20));
        return
        [
            new(new LocalDate(year, 1, 1), "uudenvuodenpäivä", "New Year's Day"),
            new(new LocalDate(year, 1, 6), "loppiainen", "Epiphany"),
            new(easter.PlusDays(-2), "pitkäperjantai", "Good Friday"),
            new(easter, "pääsiäispäivä", "Easter Sunday"),
            new(easter.PlusDays(1), "toinen pääsiäispäivä", "Easter Monday"),
            new(new LocalDate(year, 5, 1), "vappu", "May Day"),
            new(easter.PlusDays(39), "helatorstai", "Ascension Day"),
            new(easter.PlusDays(49), "helluntaipäivä", "Whit Sunday"),
            new(midsummer.PlusDays(-1), "juhannusaatto", "Midsummer Eve"),
            new(midsummer, "juhannuspäivä", "Midsummer Day"),
            new(SaturdayFrom(new LocalDate(year, 10, 31)), "pyhäinpäivä", "All Saints' Day"),
            new(new LocalDate(year, 12, 6), "itsenäisyyspäivä", "Independence Day"),
            new(new LocalDate(year, 12, 24), "jouluaatto", "Christmas Eve"),
            new(new LocalDate(year, 12, 25), "joulupäivä", "Christmas Day"),
            new(new LocalDate(year, 12, 26), "tapaninpäivä", "Boxing Day"),
        ];
    }

    private static LocalDate SaturdayFrom(LocalDate first) => first.PlusDays(((int)IsoDayOfWeek.Saturday - (int)first.DayOfWeek + 7) % 7);

    /// <summary>The Gregorian computus, in the anonymous form of 1876 (Meeus, Astronomical Algorithms, chapter 8).</summary>
    private static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var moonCorrection = (century + 8) / 25;
        var epact = ((19 * golden) + century - (century / 4) - ((century - moonCorrection + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(epact + weekday - (7 * late) + 114, 31);
        return new LocalDate(year, month, day + 1);
    }
}

/// <param name="NameFi">In Finnish, such as <c>vappu</c>.</param>
/// <param name="NameEn">In English, such as <c>May Day</c>.</param>
public sealed record Holiday(LocalDate Date, string NameFi, string NameEn);
