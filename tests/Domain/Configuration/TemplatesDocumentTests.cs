using SocialCrm.Conversations;
using SocialCrm.Routing;
using SocialCrm.Templates;
using Xunit;

namespace SocialCrm.Configuration;

public sealed class TemplatesDocumentTests
{
    [Fact]
    public void Templates_are_read_as_written()
    {
        var templates = Reading.Sound<TemplateSet>(DocumentKinds.Templates, """
            templates:
              - id: kiitos
                name: { fi: Kiitos, en: Thanks }
                when: { channel: [x, custom:kiosk], queue: tuki, language: [fi-FI, sv], public: no }
                text:
                  fi: |
                    Hei {customer},
                    kiitos! {agent}
                  pt-BR: "Obrigado, {customer}! {:"
              - { id: aukiolo, name: Aukiolo, text: "Olemme paikalla ma-pe 8-16. {account}" }
            """).Ordered;

        Assert.Equal(["kiitos", "aukiolo"], templates.Select(t => t.Id));
        Assert.Equal([new Title("Kiitos", "Thanks"), new Title("Aukiolo", "Aukiolo")], templates.Select(t => t.Title));
        Assert.Equal([new TemplateText("fi", "Hei {customer},\nkiitos! {agent}"), new TemplateText("pt", "Obrigado, {customer}! {:")], templates[0].Texts);
        Assert.Equal([new TemplateText(null, "Olemme paikalla ma-pe 8-16. {account}")], templates[1].Texts);
        var when = templates[0].When;
        Assert.Equal(["x", "custom:kiosk", "tuki", "fi", "sv"], [.. when.Channels, .. when.Queues, .. when.Languages]);
        Assert.Equal((false, TemplateFit.Always), (when.Public, templates[1].When));
    }

    [Theory]
    [InlineData("{ channel: [x, email] }", "x", "tuki", "fi", true, true)]
    [InlineData("{ channel: email }", "x", "tuki", "fi", true, false)]
    [InlineData("{ queue: tuki, language: [sv, fi] }", "x", "tuki", "fi", true, true)]
    [InlineData("{ queue: laskut }", "x", "tuki", "fi", true, false)]
    [InlineData("{ language: sv }", "x", "tuki", "fi", true, false)]
    [InlineData("{ language: fi }", "x", "tuki", null, true, false)]
    [InlineData("{ public: yes, queue: tuki }", "x", "tuki", null, true, true)]
    [InlineData("{ public: yes }", "x", "tuki", null, false, false)]
    [InlineData("{ public: no }", "x", "tuki", null, false, true)]
    public void Template_fits_where_all_that_it_names_is_so(string when, string channel, string queue, string? language, bool isPublic, bool fits)
    {
        var template = Assert.Single(Reading.Sound<TemplateSet>(DocumentKinds.Templates, $"templates: [{{ id: a, when: {when}, text: b }}]").Ordered);
        Assert.Equal(fits, template.When.Fits(new ConversationView { Channel = channel, Queue = queue, Language = language, Public = isPublic }));
    }

    [Theory]
    [InlineData("[{ text: b }]", "templates[0].id Required")]
    [InlineData("[{ id: a b, text: b }]", "templates[0].id NotAName")]
    [InlineData("[{ id: a }]", "templates[0].text Required")]
    [InlineData("[{ id: a, text: {} }]", "templates[0].text Required")]
    [InlineData("[{ id: a, text: '  ' }]", "templates[0].text Required")]
    [InlineData("[{ id: a, text: [b] }]", "templates[0].text WrongShape text")]
    [InlineData("[{ id: a, text: 'Hei {asiakas} {agent}' }]", "templates[0].text UnknownPlaceholder {asiakas}")]
    [InlineData("[{ id: a, text: { fi: 'Hei {customer}', en: 'Hi {Customer}' } }]", "templates[0].text.en UnknownPlaceholder {Customer}")]
    [InlineData("[{ id: a, text: { suomi ja ruotsi: b } }]", "templates[0].text.suomi ja ruotsi NotALanguage")]
    [InlineData("[{ id: a, text: { fi: b, fi-FI: c } }]", "templates[0].text.fi-FI Twice fi")]
    [InlineData("[{ id: a, text: b }, { id: a, text: c }]", "templates[1].id Twice a")]
    [InlineData("[{ id: a, name: { fi: b }, text: c }]", "templates[0].name.en Required")]
    [InlineData("[{ id: a, when: {}, text: b }]", "templates[0].when Required")]
    [InlineData("[{ id: a, when: { channel: fax }, text: b }]", "templates[0].when.channel UnknownWord campaign, email, facebook, forum, instagram, line, meeting, messenger, note, phone, press, sms, store, telegram, webchat, whatsapp, x, custom:...")]
    [InlineData("[{ id: a, when: { channel: [] }, text: b }]", "templates[0].when.channel Required")]
    [InlineData("[{ id: a, when: { language: 1 }, text: b }]", "templates[0].when.language NotALanguage")]
    [InlineData("[{ id: a, when: { public: perhaps }, text: b }]", "templates[0].when.public UnknownWord true, false")]
    [InlineData("[{ id: a, when: { status: open }, text: b }]", "templates[0].when.status UnknownMember status")]
    [InlineData("[{ id: a, text: b, send: now }]", "templates[0].send UnknownMember send")]
    [InlineData("[b]", "templates[0] WrongShape mapping")]
    public void Faults_name_the_field_and_the_rule(string templates, string expected) => Assert.Equal(expected, Reading.Faults(DocumentKinds.Templates, "templates: " + templates));

    [Fact]
    public void Queue_that_is_not_configured_is_told()
    {
        var documents = new[] { ConfigurationReader.Read(DocumentKinds.Templates, "templates: [{ id: a, when: { queue: tuki }, text: b }]") };
        var (kind, fault) = Assert.Single(ConfigurationReader.UnknownNames(documents, new HashSet<string>()));
        Assert.Equal("templates templates[0].when.queue Queue tuki", $"{kind} {fault.Field} {fault.Detail}");
    }

    [Fact]
    public void Long_texts_are_bounded() => Assert.Equal("templates[0].text TooMany 4000", Reading.Faults(DocumentKinds.Templates, $"templates: [{{ id: a, text: {new string('b', 4_001)} }}]"));

    [Fact]
    public void Program_s_own_templates_are_in_both_languages() => Assert.All(
        Reading.Sound<TemplateSet>(DocumentKinds.Templates, DocumentKinds.DefaultOf(DocumentKinds.Templates)).Ordered,
        template => Assert.Equal(["fi", "en"], template.Texts.Select(t => t.Language)));
}
