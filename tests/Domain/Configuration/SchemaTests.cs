using System.Text.Json.Nodes;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class SchemaTests
{
    /// <summary>A document of each kind in which every mapping that a reader knows is there.</summary>
    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        [DocumentKinds.Calendars] = """
            calendars:
              a:
                zone: Europe/Helsinki
                week: { monday-friday: [08:00-11:00, 12:00-16:00] }
                holidays: finland
                days: { 2026-12-24: closed }
            channels: [{ channel: x, account: acme, calendar: a }]
            """,
        [DocumentKinds.ResponseTimes] = """
            policies:
              - { id: a, name: A, when: { channel: x, text: { words: a }, followers: { atLeast: 1 }, sentiment: { below: 0 }, breaches: { atLeast: 1 }, escalationLevel: { atLeast: 1 } }, calendar: always, firstResponse: { others: 2h, urgent: 1h }, nextResponse: 1h, resolution: 2d, warnAt: [50, 80%], escalation: b }
              - { id: b, firstResponse: 2h, warnAt: 50 }
            public: { kind: first-response, percentile: 90, days: 30, channel: x }
            """,
        [DocumentKinds.Rules] = """
            rules:
              - id: a
                name: A
                when: received
                if: { any: [{ text: { phrase: b } }, { followers: { below: 9 } }, { sentiment: { below: 0 } }, { breaches: { atLeast: 1 } }, { escalationLevel: { atLeast: 1 } }] }
                then: { priority: high, snooze: { untilOpen: always } }
                stop: yes
            """,
        [DocumentKinds.Escalation] = """
            ladders:
              a:
                - { at: 50%, notify: assignee }
                - { at: breach, notify: [on-call, role:supervisor], raisePriority: yes, moveTo: q, assign: none, callOut: w }
                - { after: 1h30m, notify: assignee }
            """,
        [DocumentKinds.Routing] = """
            queues: { tuki: { name: { fi: Tuki, en: Support }, skills: [laskut], languages: [fi, sv], teams: tuki, autoAssign: yes } }
            teams: { tuki: { name: Tuki, members: [liisa] } }
            agents: { liisa: { skills: laskut, languages: fi, capacity: 5, shifts: [office], role: supervisor } }
            release: { offShift: yes, awayAfter: 30m }
            """,
        [DocumentKinds.Notices] = """
            console: "https://crm.example.fi"
            mail: { host: mail.example.fi, port: 25, from: a@example.fi, tls: no, user: a, password: env:CRM_SECRET_MAIL }
            webhooks: { w: { url: "https://example.fi/w", secret: "env:CRM_SECRET_W" } }
            people: { liisa: { mail: liisa@example.fi, webhook: w, language: fi, quietHours: { from: "21:00", until: "07:00", zone: UTC } } }
            roles: { johto: { people: liisa, webhooks: [w] } }
            onCall: [{ calendar: office, people: [liisa], webhooks: w }]
            quietHours: { from: "21:00", until: "07:00", zone: Europe/Helsinki }
            groupWithin: 5m
            language: en
            alarms:
              unanswered: { target: 0, after: 1h }
              quiet: [{ channel: x, account: acme, after: 4h, notify: liisa }]
              unwatched: { after: 1h, notify: "role:johto" }
              assignee: { after: 2h, notify: ["role:supervisor", liisa] }
            commitments: { lateTo: "role:supervisor", lateAfter: 30m }
            abuse: { muteFor: 24h, warn: { fi: a, en: a }, mute: { fi: a, en: a }, block: { fi: a, en: a } }
            """,
        [DocumentKinds.Templates] = """
            templates:
              - { id: a, name: { fi: A, en: B }, when: { channel: [x, email], queue: inbox, language: [fi, sv], public: yes }, text: "Hei {customer}" }
              - { id: b, name: B, text: { fi: "Hei", pt-BR: "Olá {customer}" } }
            """,
    };

    public static TheoryData<string> Kinds => [.. DocumentKinds.All];

    public static TheoryData<string> Written => [.. Whole.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Default_fits_its_schema(string kind) => Documents.AssertFitsSchema(kind, DocumentKinds.DefaultOf(kind));

    [Theory]
    [MemberData(nameof(Written))]
    public void Whole_document_fits_its_schema_and_its_reader(string kind)
    {
        Assert.Empty(ConfigurationReader.Read(kind, Whole[kind]).Findings.Faults);
        Documents.AssertFitsSchema(kind, Whole[kind]);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Schema_has_exactly_the_members_that_the_reader_knows(string kind)
    {
        var schema = JsonNode.Parse(DocumentKinds.SchemaOf(kind))!.AsObject();
        var read = ConfigurationReader.Read(kind, Whole[kind]).Findings.Members;
        Assert.NotEmpty(read);
        var seen = new HashSet<JsonNode>();
        foreach (var (path, members) in read)
        {
            var place = SchemaWalk.At(schema, path);
            var properties = SchemaWalk.WithProperties(schema, place).ToList();
            Assert.True(properties.Count == 1, $"{kind} {path}: {properties.Count} mappings in the schema");
            seen.Add(properties[0]);
            Assert.Equal(members.Order(StringComparer.Ordinal), properties[0]["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.False(properties[0]["additionalProperties"]!.GetValue<bool>());
        }

        Assert.Equal(SchemaWalk.All(schema).Where(n => n.ContainsKey("properties")).Count(), seen.Count);
    }

    [Theory]
    [InlineData("calendars", "calendars: { a: { week: { maanantai: 08:00-16:00 } } }")]
    [InlineData("calendars", "calendars: { a: { week: { monday: 8-16 } } }")]
    [InlineData("calendars", "calendars: { always: { week: { monday: 08:00-16:00 } } }")]
    [InlineData("calendars", "channels: [{ channel: fax, calendar: a }]")]
    [InlineData("response-times", "policies: [{ id: a }]")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: soon }]")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: 1h, warnAt: 100 }]")]
    [InlineData("response-times", "policies: [{ id: a, firstResponse: 1h, shout: yes }]")]
    [InlineData("notices", "mail: { host: mail.example.fi }")]
    [InlineData("notices", "webhooks: { w: { url: ftp://example.fi } }")]
    [InlineData("notices", "abuse: { warn: { fi: a } }")]
    [InlineData("notices", "mail: { host: h, from: a@b.fi, user: a, password: salainen }")]
    [InlineData("templates", "templates: [{ id: a }]")]
    [InlineData("templates", "templates: [{ id: a, text: {} }]")]
    [InlineData("templates", "templates: [{ id: a, text: { suomi ja ruotsi: a } }]")]
    [InlineData("templates", "templates: [{ id: a, text: a, when: { status: open } }]")]
    [InlineData("escalation", "ladders: { a: [{ notify: assignee }] }")]
    [InlineData("escalation", "ladders: { a: [{ at: breach }] }")]
    [InlineData("escalation", "ladders: { a: [{ at: breach, after: 1h, notify: assignee }] }")]
    public void Schema_refuses_what_the_reader_refuses(string kind, string text)
    {
        Assert.NotEmpty(ConfigurationReader.Read(kind, text).Findings.Faults);
        Assert.False(Documents.FitsSchema(kind, text));
    }
}
