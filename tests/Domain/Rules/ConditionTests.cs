using NodaTime;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Interactions;
using Xunit;

namespace SocialCrm.Rules;

public sealed class ConditionTests
{
    private static readonly Facts Known = new()
    {
        Conversation = ConversationState.New(Traffic.Liisa, "email", "apu@pohjanlento.example", "t") with
        {
            Version = 4, Queue = "vip", Assignee = "aino", Priority = Priority.High, Tags = ["ash", "refund"], Breaches = 2, EscalationLevel = 1,
            Messages = MessageFold.Empty with { Inbound = 3, WaitingSince = Traffic.Start },
        },
        Message = new Interaction
        {
            Channel = "email", Account = "apu@pohjanlento.example", Direction = Direction.Inbound, Public = true, Language = "fi-FI", Sentiment = -0.5,
            Subject = "Kadonnut laukku", Text = "Missä laukkuni on? SAS:n lento.", At = Traffic.Start, Author = new Author { Followers = 5_000 },
        },
        At = Traffic.Start, // a Wednesday, 11:00 in Helsinki
        Stage = Stage.Customer,
        CustomerTags = ["gold"],
        Calendars = new CalendarSet
        {
            Named = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal)
            {
                ["weekdays"] = new(new CalendarDefinition { Week = Enumerable.Range(1, 5).ToDictionary(static d => (IsoDayOfWeek)d, static _ => (IReadOnlyList<Opening>)[new Opening(540, 1_020)]) }),
                ["nights"] = new(new CalendarDefinition { Week = Enumerable.Range(1, 7).ToDictionary(static d => (IsoDayOfWeek)d, static _ => (IReadOnlyList<Opening>)[new Opening(1_320, 1_800)]) }),
            },
            Duties = [new ChannelDuty("email", null, "nights")],
        },
    };

    [Theory]
    [InlineData("{ channel: [x, email] }", "{ channel: x }")]
    [InlineData("{ account: apu@pohjanlento.example }", "{ account: muu }")]
    [InlineData("{ public: true }", "{ public: no }")]
    [InlineData("{ direction: inbound }", "{ direction: [outbound, internal] }")]
    [InlineData("{ automatic: false }", "{ automatic: true }")]
    [InlineData("{ language: [sv, fi] }", "{ language: fr }")]
    [InlineData("{ language: FI-fi }", "{ language: fi-SE }")]
    [InlineData("{ text: { words: [hyvitys, LAUKKU] } }", "{ text: { words: [laukk, aukku] } }")]
    [InlineData("{ text: { matches: 'la[uk]+ni\\b' } }", "{ text: { matches: '^laukku' } }")]
    [InlineData("{ text: { words: sas, phrase: 'laukkuni on' } }", "{ text: { words: sas, phrase: 'laukku on' } }")]
    [InlineData("{ followers: { atLeast: 5000 } }", "{ followers: { below: 5000 } }")]
    [InlineData("{ sentiment: { atLeast: -1, below: -0.4 } }", "{ sentiment: { atLeast: 0 } }")]
    [InlineData("{ status: open }", "{ status: [waiting, resolved, snoozed] }")]
    [InlineData("{ queue: [vip, inbox] }", "{ queue: inbox }")]
    [InlineData("{ assignee: aino }", "{ assignee: none }")]
    [InlineData("{ priority: [high, urgent] }", "{ priority: low }")]
    [InlineData("{ tags: [refund, other] }", "{ tags: [Refund] }")]
    [InlineData("{ firstMessage: false }", "{ firstMessage: true }")]
    [InlineData("{ breaches: { atLeast: 2 } }", "{ breaches: { atLeast: 3 } }")]
    [InlineData("{ escalationLevel: { atLeast: 1, below: 2 } }", "{ escalationLevel: { below: 1 } }")]
    [InlineData("{ stage: [customer, company] }", "{ stage: prospect }")]
    [InlineData("{ customerTags: gold }", "{ customerTags: silver }")]
    [InlineData("{ calendarOpen: weekdays }", "{ calendarOpen: nights }")]
    [InlineData("{ onDuty: false }", "{ onDuty: true }")]
    [InlineData("{ channel: email, queue: vip }", "{ channel: email, queue: inbox }")]
    [InlineData("{ all: [{ channel: email }, { any: [{ queue: none }, { not: { public: false } }] }] }", "{ not: { any: [{ channel: x }, { queue: vip }] } }")]
    public void Condition_holds_and_its_opposite_does_not(string holds, string not)
    {
        foreach (var (yaml, expected) in new[] { (holds, true), (not, false), ($"{{ not: {holds} }}", false), ($"{{ not: {not} }}", true) })
        {
            var condition = Rulebook.Condition(yaml);
            Assert.Equal(expected, condition.Holds(Known));
            Assert.Equal(expected, condition.Explain(Known).Holds);
        }
    }

    [Theory]
    [InlineData("ÄLÄ huuda", "älä", true)]
    [InlineData("A\u0308LA\u0308 huuda", "älä", true)]
    [InlineData("älä huuda", "a\u0308la\u0308", true)]
    [InlineData("Ålandin lautta", "åland", false)]
    [InlineData("Ålandin lautta", "ÅLAND*", true)]
    [InlineData("matkalaukku", "laukku*", false)]
    [InlineData("LAUKKU-asia", "laukku", true)]
    [InlineData("EU:n korvaus", "eu", true)]
    [InlineData("euro", "eu", false)]
    [InlineData("lento on\n  peruttu!", "on peruttu", true)]
    [InlineData("lento onperuttu", "on peruttu", false)]
    [InlineData("Mitä?! #lakko2026", "#lakko", false)]
    [InlineData("Mitä?! #lakko", "#LAKKO", true)]
    [InlineData("a#lakko", "#lakko", true)]
    [InlineData("I am", "ı", false)]
    [InlineData("laukkulaukku laukku", "laukku", true)]
    [InlineData("", "laukku", false)]
    public void Words_are_found_whole_whatever_the_case_and_the_keyboard(string text, string word, bool found) =>
        Assert.Equal(found, Rulebook.Condition($"{{ text: {{ words: \"{word}\" }} }}").Holds(Rulebook.Facts(text)));

    [Fact]
    public void Text_is_searched_to_its_bound()
    {
        var condition = Rulebook.Condition("{ text: { words: loppu } }");
        Assert.True(condition.Holds(Rulebook.Facts(new string('.', 8_000) + " loppu")));
        Assert.False(condition.Holds(Rulebook.Facts(new string('.', 8_200) + " loppu")));
    }

    [Fact]
    public void Expression_that_would_explode_by_going_back_runs_in_no_time()
    {
        var condition = Rulebook.Condition("{ text: { matches: '^(a+)+$' } }");
        Assert.False(condition.Holds(Rulebook.Facts(new string('a', 8_000) + "!")));
        Assert.True(condition.Holds(Rulebook.Facts(new string('a', 8_000))));
    }

    [Fact]
    public void Message_tests_do_not_hold_without_a_message()
    {
        var without = Known with { Message = null };
        foreach (var test in (string[])["direction: inbound", "automatic: false", "language: fi", "text: { words: laukku }", "followers: { atLeast: 0 }", "sentiment: { below: 1 }", "firstMessage: true", "firstMessage: false"])
            Assert.False(Rulebook.Condition($"{{ {test} }}").Holds(new Facts { Conversation = without.Conversation, At = without.At }), test);
        Assert.True(Rulebook.Condition("{ channel: email, queue: vip }").Holds(without));
    }

    [Fact]
    public void Explanation_tells_what_failed_on_which_value()
    {
        var why = Rulebook.Condition("{ channel: email, any: [{ queue: inbox }, { language: sv }] }").Explain(Known);
        Assert.Equal(("all", false, "channel", "email", "email", true), (why.Test, why.Holds, why.Parts[0].Test, why.Parts[0].Wanted, why.Parts[0].Saw, why.Parts[0].Holds));
        Assert.Equal(("queue", "inbox", "vip"), (why.Failed!.Test, why.Failed.Wanted, why.Failed.Saw));
        Assert.Null(Rulebook.Condition("{ channel: email }").Explain(Known).Failed);
    }

    [Fact]
    public void Explanation_of_erased_words_says_that_it_cannot_tell_but_what_else_decides_still_does()
    {
        var erased = Known with { IsErased = true };
        Assert.Null(Rulebook.Condition("{ text: { words: laukku } }").Explain(erased).Holds);
        Assert.Null(Rulebook.Condition("{ not: { all: [{ channel: email }, { followers: { atLeast: 1 } }] } }").Explain(erased).Holds);
        Assert.False(Rulebook.Condition("{ text: { words: laukku }, channel: x }").Explain(erased).Holds);
        Assert.True(Rulebook.Condition("{ any: [{ text: { words: laukku } }, { channel: email }] }").Explain(erased).Holds);
    }

    [Fact]
    public void Holds_allocates_nothing()
    {
        var condition = Rulebook.Condition("""
            { any: [{ channel: x }, { language: sv }, { tags: other }, { text: { words: [hyvitys, korvau*, "lento peruttu"] } }, { text: { matches: "peru[tu]+s" } },
              { followers: { atLeast: 100000 } }, { not: { public: true } }, { stage: prospect }, { priority: low }, { status: waiting }, { assignee: none }] }
            """.ReplaceLineEndings(" "));
        for (var i = 0; i < 100; i++) Assert.False(condition.Holds(Known));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) condition.Holds(Known);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("{}", "rules[0].if Required")]
    [InlineData("[a]", "rules[0].if WrongShape mapping")]
    [InlineData("{ colour: red }", "rules[0].if.colour UnknownMember colour")]
    [InlineData("{ channel: fax }", "rules[0].if.channel UnknownWord campaign, email, facebook, forum, instagram, line, meeting, messenger, note, phone, press, sms, store, telegram, webchat, whatsapp, x, custom:...")]
    [InlineData("{ channel: }", "rules[0].if.channel Required")]
    [InlineData("{ channel: [] }", "rules[0].if.channel Required")]
    [InlineData("{ any: [] }", "rules[0].if.any Required")]
    [InlineData("{ not: [{ channel: x }] }", "rules[0].if.not WrongShape mapping")]
    [InlineData("{ any: [{ all: [{ public: maybe }] }] }", "rules[0].if.any[0].all[0].public UnknownWord true, false")]
    [InlineData("{ priority: asap }", "rules[0].if.priority UnknownWord low, normal, high, urgent")]
    [InlineData("{ language: suomi! }", "rules[0].if.language UnknownWord fi, sv, en-GB")]
    [InlineData("{ followers: 10 }", "rules[0].if.followers WrongShape mapping")]
    [InlineData("{ followers: { atLeast: -1 } }", "rules[0].if.followers.atLeast OutOfRange 0..1000000000000")]
    [InlineData("{ sentiment: { atLeast: 0.5, below: 0.5 } }", "rules[0].if.sentiment Impossible NothingBetween")]
    [InlineData("{ sentiment: { below: sad } }", "rules[0].if.sentiment.below OutOfRange -1..1")]
    [InlineData("{ text: { words: '*' } }", "rules[0].if.text.words Required")]
    [InlineData("{ text: laukku }", "rules[0].if.text WrongShape mapping")]
    [InlineData("{ text: {} }", "rules[0].if.text Required")]
    public void Faults_name_the_field_and_the_rule(string condition, string expected) =>
        Assert.Equal(expected, Reading.Faults(DocumentKinds.Rules, $"rules: [{{ id: a, when: received, if: {condition}, then: {{ queue: inbox }} }}]"));

    [Theory]
    [InlineData("(?=a)b", "lookahead")]
    [InlineData(@"(a)\1", "backreference")]
    [InlineData("(?>a+)b", "atomic")]
    [InlineData("(a", "offset 2")]
    [InlineData("(((a{100}){100}){100}){100}", "automat")]
    [InlineData("[z-a]", "reverse")]
    public void Expressions_that_cannot_be_run_without_going_back_are_refused_with_the_reason(string pattern, string reason)
    {
        var fault = Reading.Faults(DocumentKinds.Rules, $"rules: [{{ id: a, when: received, if: {{ text: {{ matches: '{pattern}' }} }}, then: {{ queue: inbox }} }}]");
        Assert.StartsWith("rules[0].if.text.matches BadExpression ", fault, StringComparison.Ordinal);
        Assert.Contains(reason, fault, StringComparison.OrdinalIgnoreCase);
    }
}
