using SocialCrm.Configuration;
using Xunit;

namespace SocialCrm.Routing;

public sealed class RoutingDocumentTests
{
    private const string Company = """
        queues:
          laskutus:
            name: { fi: Laskutus, en: Billing }
            skills: [laskut]
            languages: [fi, sv-FI]
            teams: tuki
            autoAssign: yes
          inbox: { name: Saapuneet }
        teams:
          tuki: { name: Tuki, members: [liisa, sami] }
        agents:
          liisa: { skills: [laskut, lennot], languages: [fi, en], capacity: 3, shifts: toimisto, role: supervisor }
          sami: { skills: laskut }
        release: { awayAfter: 15m }
        """;

    [Fact]
    public void Document_is_read_as_written()
    {
        var plan = Reading.Sound<RoutingPlan>(DocumentKinds.Routing, Company);

        var queue = plan.Queues["laskutus"];
        Assert.Equal((new Title("Laskutus", "Billing"), true), (queue.Title, queue.AutoAssign));
        Assert.Equal(["laskut", "fi", "sv", "tuki"], [.. queue.Skills, .. queue.Languages, .. queue.Teams]);
        Assert.Equal(new Title("Saapuneet", "Saapuneet"), plan.Queues["inbox"].Title);
        Assert.False(plan.Queues["inbox"].AutoAssign);
        var liisa = plan.Agents["liisa"];
        Assert.Equal((3, "supervisor", "toimisto"), (liisa.Capacity, liisa.Role, Assert.Single(liisa.Shifts)));
        Assert.Equal(RoutingPlan.DefaultCapacity, plan.Agents["sami"].Capacity);
        Assert.Equal((true, TimeSpan.FromMinutes(15)), (plan.Release.OffShift, plan.Release.AwayAfter));
        Assert.True(plan.Serves(liisa, queue) && plan.HasQueue("inbox") && plan.HasAgent("sami"));
        Assert.False(plan.HasQueue("muu") || plan.HasAgent("pekka"));
    }

    [Fact]
    public void Nothing_configured_is_one_queue_and_everybody()
    {
        var plan = Reading.Sound<RoutingPlan>(DocumentKinds.Routing, "{}");

        Assert.Equal("inbox", Assert.Single(plan.Queues).Key);
        Assert.True(plan.HasQueue("whatever") && plan.HasAgent("anybody"));
        Assert.Null(plan.Release.AwayAfter);
        Assert.True(plan.Serves(plan.Agent("anybody")!, plan.Queues["inbox"]));
    }

    [Fact]
    public void Members_of_a_team_are_agents_and_nobody_else_is()
    {
        var plan = Reading.Sound<RoutingPlan>(DocumentKinds.Routing, "teams: { tuki: { members: [liisa] } }");

        Assert.True(plan.HasAgent("liisa"));
        Assert.False(plan.HasAgent("sami"));
    }

    [Theory]
    [InlineData("queues: { a: { skill: x } }", "queues.a.skill UnknownMember skill")]
    [InlineData("queues: { 'a b': {} }", "queues.a b NotAName")]
    [InlineData("queues: { a: { languages: [suomi ja ruotsi] } }", "queues.a.languages[0] NotALanguage")]
    [InlineData("queues: { a: { languages: [fi, fi-FI] } }", "queues.a.languages[1] Twice fi")]
    [InlineData("queues: { a: { autoAssign: sometimes } }", "queues.a.autoAssign UnknownWord true, false")]
    [InlineData("queues: { a: { name: { fi: A } } }", "queues.a.name.en Required")]
    [InlineData("teams: { a: {} }", "teams.a.members Required")]
    [InlineData("teams: { a: { members: [liisa, liisa] } }", "teams.a.members[1] Twice liisa")]
    [InlineData("agents: { a: { capacity: -1 } }", "agents.a.capacity OutOfRange 0..1000")]
    [InlineData("agents: { a: { skills: ['!'] } }", "agents.a.skills[0] NotAName")]
    [InlineData("release: { awayAfter: 10s }", "release.awayAfter NotADuration 1m..30d")]
    public void Faults_name_the_field_and_the_rule(string document, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Routing, document));

    [Fact]
    public void Names_that_nothing_defines_are_found()
    {
        var document = ConfigurationReader.Read(DocumentKinds.Routing, "queues: { a: { teams: [b] } }\nteams: { c: { members: [liisa] } }\nagents: { sami: { shifts: [yö], role: johtaja } }");

        Assert.Equal(
            ["queues.a.teams Team b", "teams.c.members Agent liisa", "agents.sami.shifts Calendar yö", "agents.sami.role Role johtaja"],
            ConfigurationReader.UnknownNames([document], new HashSet<string>()).Select(f => $"{f.Fault.Field.Replace("[0]", "", StringComparison.Ordinal)} {f.Fault.Detail}"));
    }

    [Fact]
    public void Inbox_can_be_named_though_no_document_does()
    {
        List<ReadDocument> documents =
        [
            ConfigurationReader.Read(DocumentKinds.Routing, "queues: { a: {} }"),
            ConfigurationReader.Read(DocumentKinds.Escalation, "ladders: { x: [{ at: breach, moveTo: inbox }, { after: 1h, moveTo: a }] }"),
        ];

        Assert.Empty(ConfigurationReader.UnknownNames(documents, new HashSet<string>()));
    }
}
