using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;

namespace SocialCrm.Api.Configuration;

/// <summary>A fault of a document as the errors of a request: the key of its text, and what that shows.</summary>
internal static class FaultTexts
{
    public const string Prefix = "configuration.";

    public static void Add(this Errors errors, ConfigurationFault fault)
    {
        var (key, bound) = Of(fault);
        errors.Add(fault.Field, key, bound);
    }

    public static string Text(this ConfigurationFault fault, Language language)
    {
        var (key, bound) = Of(fault);
        return new FieldError(fault.Field, key, bound).Text(language);
    }

    /// <summary>Where the detail begins with the name of a rule of its own, that rule has the text.</summary>
    private static (string Key, string? Bound) Of(ConfigurationFault fault)
    {
        var detail = fault.Detail ?? "";
        switch (fault.Rule)
        {
            case ConfigurationRule.BadCalendar when Enum.TryParse<CalendarRule>(detail, out _):
                return ($"{Prefix}calendar.{detail}", null);
            case ConfigurationRule.BadICalendar:
                return detail.Split(' ') is [var line, var rule] ? ($"{Prefix}icalendar.{rule}", line) : (Key(fault.Rule), detail);
            case ConfigurationRule.Impossible when Enum.TryParse<Contradiction>(detail.Split(' ')[0], out var contradiction):
                return ($"{Prefix}contradiction.{contradiction}", detail.Split(' ', 2) is [_, var about] ? about : null);
            case ConfigurationRule.UnknownReference when detail.Split(' ', 2) is [var kind, var name] && Enum.TryParse<NameKind>(kind, out _):
                return ($"{Prefix}unknown.{kind}", name);
            default:
                return (Key(fault.Rule), fault.Detail ?? "");
        }
    }

    private static string Key(ConfigurationRule rule) => Prefix + rule;
}
