namespace SocialCrm.Configuration;

/// <summary>What is wrong with a document: where, which rule, and what it was about.</summary>
/// <param name="Field">A path such as <c>policies[2].firstResponse.urgent</c>; empty for the document itself.</param>
/// <param name="Detail">What the rule's text names: the unknown word, the bound, the place of a syntax error. Null where it names nothing.</param>
public sealed record ConfigurationFault(string Field, ConfigurationRule Rule, string? Detail = null);

public enum ConfigurationRule
{
    /// <summary>Not YAML at all; the detail is the line and what was expected.</summary>
    Syntax = 1,

    /// <summary>A member that this place doesn't have.</summary>
    UnknownMember = 2,

    /// <summary>A member that must be there.</summary>
    Required = 3,

    /// <summary>A list where a word belongs, a word where a mapping belongs...; the detail names what belongs there.</summary>
    WrongShape = 4,

    /// <summary>None of the words that can stand here; the detail lists them.</summary>
    UnknownWord = 5,

    /// <summary>Not a number in its range; the detail is the range.</summary>
    OutOfRange = 6,

    /// <summary>Not a duration such as <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>1h30m</c> or <c>2d</c>, or outside its range.</summary>
    NotADuration = 7,

    /// <summary>Used before in this list; the detail is the name.</summary>
    Twice = 8,

    /// <summary>Names something that isn't configured: a calendar, a ladder, a queue, an agent, a team.</summary>
    UnknownReference = 9,

    /// <summary>More items, or a longer text, than fit; the detail is the bound.</summary>
    TooMany = 10,

    /// <summary>A regular expression that the non-backtracking engine can't run, or that isn't one; the detail says why.</summary>
    BadExpression = 11,

    /// <summary>A calendar's own rule; the detail is its name (<see cref="Calendars.CalendarRule"/>).</summary>
    BadCalendar = 12,

    /// <summary>Rules that set each other off without end; the detail lists them.</summary>
    Cycle = 13,

    /// <summary>Can never be: a warning after the breach, a later target that is shorter than an earlier one...; the detail says what.</summary>
    Impossible = 14,

    /// <summary>Not 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning with a letter or digit.</summary>
    NotAName = 15,

    /// <summary>Not a stretch of a day such as <c>08:00-16:00</c>, or the word <c>closed</c> where a day is named.</summary>
    NotAnOpening = 16,

    /// <summary>Not a date such as <c>2026-12-24</c>, or two with <c>..</c> between them, the first before the last.</summary>
    NotADate = 17,

    /// <summary>Not a weekday such as <c>monday</c>, or two with <c>-</c> between them.</summary>
    NotAWeekday = 18,

    /// <summary>An iCalendar text that can't be taken; the detail is its line and rule (<see cref="Calendars.ICalendarRule"/>), such as <c>12 Repetition</c>.</summary>
    BadICalendar = 19,

    /// <summary>Comes after something that already takes everything: it would never be looked at. The detail is what stands before it.</summary>
    NeverReached = 20,

    /// <summary>Not a language tag such as <c>fi</c> or <c>pt-BR</c>.</summary>
    NotALanguage = 30,

    /// <summary>Words in braces that stand for nothing; the detail is what is written there.</summary>
    UnknownPlaceholder = 31,
}
