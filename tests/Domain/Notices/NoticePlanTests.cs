using System.Runtime.CompilerServices;
using NodaTime;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using Xunit;

namespace SocialCrm.Notices;

public class NoticePlanTests
{
    private const string Whole = """
        console: https://crm.example.fi
        mail: { host: mail.example.fi, port: 2525, from: "Asiakaspalvelu <crm@example.fi>", tls: false, user: crm, password: env:CRM_SMTP_PASSWORD }
        webhooks:
          duty: { url: "https://hooks.example.fi/duty", secret: stored:duty }
        people:
          aino: { mail: aino@example.fi, webhook: duty, language: en, quietHours: { from: "21:00", until: "06:30", zone: Europe/Stockholm } }
        roles:
          lead: { people: [aino], webhooks: [duty] }
        onCall:
          - { calendar: nights, people: otto }
          - { webhooks: duty }
        quietHours: { from: "22:00", until: "07:00" }
        groupWithin: 2m
        language: fi
        alarms:
          unanswered: { target: 3, after: 1h }
          quiet: [ { channel: email, account: info, after: 4h, notify: [role:lead] } ]
          unwatched: { after: 30m }
          assignee: { after: 20m, notify: [on-call] }
        commitments: { lateTo: role:lead, lateAfter: 2h }
        abuse: { muteFor: 2d, warn: { fi: Asiallisesti, en: Civil } }
        """;

    [Fact]
    public void Read_whole_document_is_read()
    {
        var plan = Read(Whole);

        Assert.Equal(("mail.example.fi", 2525, false, "crm", new SecretReference(false, "CRM_SMTP_PASSWORD")), (plan.Mail!.Host, plan.Mail.Port, plan.Mail.Tls, plan.Mail.User, plan.Mail.Password));
        Assert.Equal(new Webhook("duty", new Uri("https://hooks.example.fi/duty"), new SecretReference(true, "duty")), plan.Webhooks["duty"]);
        Assert.Equal((NoticeLanguage.English, NoticeLanguage.Finnish), (plan.LanguageOf("aino"), plan.LanguageOf("otto")));
        Assert.Equal(TimeSpan.FromMinutes(2), plan.GroupWithin);
        Assert.Equal((3, TimeSpan.FromHours(1), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(20)), (plan.Alarms.UnansweredTarget, plan.Alarms.UnansweredAfter, plan.Alarms.UnwatchedAfter!.Value, plan.Alarms.AssigneeAfter!.Value));
        Assert.Equal(("email", "info", TimeSpan.FromHours(4)), (plan.Alarms.Quiet[0].Channel, plan.Alarms.Quiet[0].Account, plan.Alarms.Quiet[0].After));
        Assert.Equal(["role:lead"], plan.Promises.LateTo);
        Assert.Equal(("Asiallisesti", TimeSpan.FromDays(2)), (plan.Abuse.Warn.Finnish, plan.Abuse.MuteFor));
    }

    [Fact]
    public void Read_names_that_no_document_defines_are_found()
    {
        var read = ConfigurationReader.Read(DocumentKinds.Notices, Whole.Replace("webhooks: duty", "webhooks: rota", StringComparison.Ordinal));
        var unknown = ConfigurationReader.UnknownNames([read], new HashSet<string> { "aino" });
        Assert.Equal(["onCall[0].people", "onCall[0].calendar", "onCall[1].webhooks"], unknown.Select(u => u.Fault.Field));
    }

    [Fact]
    public void Read_guides_document_and_the_default_are_sound()
    {
        var guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "guide", "notices.md"));
        Assert.Equal(4, Read(guide.Split("```yaml")[1].Split("```")[0]).Alarms.Quiet[0].After.TotalHours);
        Assert.NotNull(Read(DocumentKinds.DefaultOf(DocumentKinds.Notices)).QuietHours);
    }

    [Fact]
    public void Read_empty_document_has_defaults()
    {
        var plan = Read("");
        Assert.Null(plan.Mail);
        Assert.Equal((TimeSpan.FromMinutes(5), NoticeLanguage.Finnish), (plan.GroupWithin, plan.Language));
        Assert.Null(plan.Alarms.AssigneeAfter);
    }

    [Theory]
    [InlineData("mails: {}", "mails", ConfigurationRule.UnknownMember)]
    [InlineData("mail: { from: a@b.fi }", "mail.host", ConfigurationRule.Required)]
    [InlineData("mail: { host: h, from: nobody }", "mail.from", ConfigurationRule.UnknownWord)]
    [InlineData("mail: { host: h, from: a@b.fi, port: 0 }", "mail.port", ConfigurationRule.OutOfRange)]
    [InlineData("mail: { host: 'a b', from: a@b.fi }", "mail.host", ConfigurationRule.UnknownWord)]
    [InlineData("mail: { host: h, from: a@b.fi, user: u }", "mail.password", ConfigurationRule.Required)]
    [InlineData("mail: { host: h, from: a@b.fi, user: u, password: secret }", "mail.password", ConfigurationRule.UnknownWord)]
    [InlineData("mail: { host: h, from: a@b.fi, user: u, password: 'env:PATH' }", "mail.password", ConfigurationRule.UnknownWord)]
    [InlineData("mail: { host: h, from: a@b.fi, user: u, password: 'env:CRM_SERVICE_KEY' }", "mail.password", ConfigurationRule.UnknownWord)]
    [InlineData("webhooks: { duty: {} }", "webhooks.duty.url", ConfigurationRule.Required)]
    [InlineData("webhooks: { duty: { url: 'ftp://a.fi' } }", "webhooks.duty.url", ConfigurationRule.UnknownWord)]
    [InlineData("webhooks: { duty: { url: 'https://user:word@a.fi' } }", "webhooks.duty.url", ConfigurationRule.UnknownWord)]
    [InlineData("webhooks: { 'DUTY ': { url: 'https://a.fi' } }", "webhooks.DUTY ", ConfigurationRule.NotAName)]
    [InlineData("webhooks: [a]", "webhooks", ConfigurationRule.WrongShape)]
    [InlineData("people: { aino: { language: sv } }", "people.aino.language", ConfigurationRule.UnknownWord)]
    [InlineData("people: { aino: { mail: \"a@b.fi\\r\\nBcc: c@d.fi\" } }", "people.aino.mail", ConfigurationRule.UnknownWord)]
    [InlineData("roles: { lead: {} }", "roles.lead.people", ConfigurationRule.Required)]
    [InlineData("quietHours: { from: '22:00', until: '22:00' }", "quietHours", ConfigurationRule.Impossible)]
    [InlineData("quietHours: { from: '25:00', until: '07:00' }", "quietHours.from", ConfigurationRule.OutOfRange)]
    [InlineData("quietHours: { from: '22:00', until: '07:00', zone: Mars/North }", "quietHours.zone", ConfigurationRule.UnknownReference)]
    [InlineData("groupWithin: soon", "groupWithin", ConfigurationRule.NotADuration)]
    [InlineData("alarms: { quiet: [ { channel: fax, after: 1h } ] }", "alarms.quiet[0].channel", ConfigurationRule.UnknownWord)]
    [InlineData("alarms: { quiet: [ { channel: email } ] }", "alarms.quiet[0].after", ConfigurationRule.Required)]
    [InlineData("alarms: { assignee: { after: 1s } }", "alarms.assignee.after", ConfigurationRule.NotADuration)]
    [InlineData("alarms: { unanswered: { target: -1 } }", "alarms.unanswered.target", ConfigurationRule.OutOfRange)]
    [InlineData("abuse: { warn: { fi: a } }", "abuse.warn.en", ConfigurationRule.Required)]
    [InlineData("abuse: { muteFor: 0s }", "abuse.muteFor", ConfigurationRule.NotADuration)]
    public void Read_what_is_wrong_names_field_and_rule(string document, string field, ConfigurationRule rule)
    {
        List<ConfigurationFault> faults = [];
        NoticePlan.Read(DocumentNode.Parse(document, faults)!);
        Assert.Contains(faults, f => f.Field == field && f.Rule == rule);
    }

    [Theory]
    [InlineData("2026-03-28T21:30:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("2026-03-29T01:30:00Z", "2026-03-29T04:00:00Z")]
    [InlineData("2026-01-10T19:59:00Z", null)]
    [InlineData("2026-01-10T20:00:00Z", "2026-01-11T05:00:00Z")]
    [InlineData("2026-01-10T05:00:00Z", null)]
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z")]
    public void EndAfter_quiet_hours_over_midnight_end_by_the_local_clock(string at, string? end)
    {
        var hours = Read("quietHours: { from: '22:00', until: '07:00' }").QuietHours!;
        var found = hours.EndAfter(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), found);
    }

    [Fact]
    public void EndAfter_end_in_the_hour_that_a_clock_change_skips_is_the_first_moment_after_it()
    {
        var hours = new QuietHours(new LocalTime(22, 0), new LocalTime(3, 30), DateTimeZoneProviders.Tzdb["Europe/Helsinki"]);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), hours.EndAfter(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero))!.Value.ToUniversalTime());
    }

    [Fact]
    public void Of_recipients_are_found_each_once()
    {
        var configuration = new Configuration.Configuration { Notices = Read(Whole.Replace("calendar: nights, ", "", StringComparison.Ordinal)) };
        KnownPerson[] people = [new("aino", "agent"), new("boss", "administrator"), new("otto", "supervisor"), new("sari", "supervisor")];
        var conversation = Traffic.New() with { Assignee = "aino" };

        Assert.Equal(["aino", "otto", "sari", "webhook:duty"], Names("role:lead", "role:supervisor", "assignee", "aino"));
        Assert.Equal(["otto"], Names("on-call"));
        Assert.True(Of(NoticeLevel.MustReact, "on-call")[0].IsOnCall);
        Assert.Empty(Of(NoticeLevel.ShouldKnow, "nobody", "role:unknown"));
        // What must be reacted to never goes nowhere.
        Assert.Equal(["boss"], Names("nobody", "role:unknown"));

        string[] Names(params string[] to) => [.. Of(NoticeLevel.MustReact, to).Select(r => r.Name)];
        IReadOnlyList<Recipient> Of(NoticeLevel level, params string[] to) => Recipients.Of(level, to, conversation, Traffic.Start, configuration, people);
    }

    [Fact]
    public void Texts_say_the_most_specific_in_both_languages()
    {
        Assert.Equal("80 % of the time for the first answer has passed", NoticeTexts.Of("warning:first-response:80", NoticeLanguage.English));
        Assert.Equal("Ensimmäisen vastauksen ajasta on kulunut 80 %", NoticeTexts.Of("warning:first-response:80", NoticeLanguage.Finnish));
        Assert.Equal("Rule: vip", NoticeTexts.Of("rule:vip", NoticeLanguage.English));
        Assert.Equal("something:else", NoticeTexts.Of("something:else", NoticeLanguage.English));
        Assert.StartsWith("3 notices", NoticeTexts.Subject(3, "rule:vip", NoticeLanguage.English), StringComparison.Ordinal);
        Assert.Contains("ja 2 muuta", NoticeTexts.Body(3, [new NoticeView { About = "rule:vip", Level = "must-react" }], null, NoticeLanguage.Finnish), StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string here = "") => here;

    private static NoticePlan Read(string document)
    {
        List<ConfigurationFault> faults = [];
        var plan = NoticePlan.Read(DocumentNode.Parse(document, faults)!);
        Assert.Empty(faults);
        return plan;
    }
}
