using SocialCrm.Api.Configuration;
using SocialCrm.Api.Problems;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Api.Tests.Configuration;

public sealed class FaultTextsTests
{
    public static TheoryData<ConfigurationRule, string> Faults
    {
        get
        {
            var faults = new TheoryData<ConfigurationRule, string>();
            foreach (var rule in Enum.GetValues<ConfigurationRule>()) faults.Add(rule, "something of its own");
            foreach (var rule in Enum.GetNames<CalendarRule>()) faults.Add(ConfigurationRule.BadCalendar, rule);
            foreach (var rule in Enum.GetNames<ICalendarRule>()) faults.Add(ConfigurationRule.BadICalendar, "12 " + rule);
            foreach (var kind in Enum.GetNames<NameKind>()) faults.Add(ConfigurationRule.UnknownReference, kind + " liisa");
            foreach (var contradiction in Enum.GetNames<Contradiction>()) faults.Add(ConfigurationRule.Impossible, contradiction + " this and that");
            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_has_a_text_in_both_languages(ConfigurationRule rule, string detail)
    {
        var fault = new ConfigurationFault("a.b", rule, detail);
        foreach (var language in new[] { Language.English, Language.Finnish })
        {
            var text = fault.Text(language);
            Assert.DoesNotContain(FaultTexts.Prefix, text, StringComparison.Ordinal);
            Assert.DoesNotContain("{0}", text, StringComparison.Ordinal);
        }
    }
}
