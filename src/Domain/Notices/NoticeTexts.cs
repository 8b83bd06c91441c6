using System.Globalization;

namespace SocialCrm.Notices;

/// <summary>What a notice says to people, in Finnish and in English.</summary>
public static class NoticeTexts
{
    /// <summary>By the first words of <see cref="NoticeRaised.About"/>; {0} is what follows them.</summary>
    private static readonly Dictionary<string, LocalText> Abouts = new(StringComparer.Ordinal)
    {
        ["breach:first-response"] = new("Ensimmäinen vastaus on myöhässä", "The first answer is late"),
        ["breach:next-response"] = new("Vastaus on myöhässä", "The answer is late"),
        ["breach:resolution"] = new("Ratkaisu on myöhässä", "The resolution is late"),
        ["warning:first-response"] = new("Ensimmäisen vastauksen ajasta on kulunut {0} %", "{0} % of the time for the first answer has passed"),
        ["warning:next-response"] = new("Vastauksen ajasta on kulunut {0} %", "{0} % of the time for the answer has passed"),
        ["warning:resolution"] = new("Ratkaisun ajasta on kulunut {0} %", "{0} % of the time for the resolution has passed"),
        ["commitment:due"] = new("Lupaus erääntyi nyt", "A promise is due now"),
        ["commitment:late"] = new("Lupausta ei ole pidetty ajoissa", "A promise was not kept in time"),
        ["alarm:quiet"] = new("Kanava on hiljentynyt: {0}", "A channel has gone quiet: {0}"),
        ["alarm:unwatched"] = new("Kanavalla odotetaan, eikä kukaan ole vuorossa: {0}", "Somebody waits on a channel that nobody watches: {0}"),
        ["alarm:unanswered"] = new("Vastaamatta on {0} keskustelua", "{0} conversations are unanswered"),
        ["alarm:assignee"] = new("Asiakas odottaa, eikä keskustelun hoitaja ole vastannut", "The customer waits, and whoever has the conversation hasn't answered"),
        ["approval"] = new("Hyväksyntää pyydetään, sääntö: {0}", "Approval is asked for, rule: {0}"),
        ["assigned"] = new("Sait keskustelun, antaja: {0}", "A conversation was given to you by {0}"),
        ["handed-over"] = new("Keskustelu siirrettiin sinulle, siirtäjä: {0}", "A conversation was handed over to you by {0}"),
        ["approval-granted"] = new("Vastaus hyväksyttiin", "The answer was approved"),
        ["approval-declined"] = new("Vastausta ei hyväksytty sellaisenaan", "The answer was not approved as it is"),
        ["failed"] = new("Vastaus ei mennyt perille", "An answer didn't reach the customer"),
        ["rule"] = new("Sääntö: {0}", "Rule: {0}"),
    };

    /// <summary>By the number of notices: one, more.</summary>
    private static readonly (LocalText One, LocalText More) Subjects = (new("{1}", "{1}"), new("{0} ilmoitusta, niistä tärkein: {1}", "{0} notices, the most important: {1}"));

    private static readonly LocalText Rest = new("ja {0} muuta ilmoitusta", "and {0} more notices");
    private static readonly LocalText React = new("VAATII TOIMIA", "MUST REACT");

    public static string Of(string about, NoticeLanguage language)
    {
        for (var end = about.Length; end > 0; end = about.LastIndexOf(':', end - 1))
        {
            if (!Abouts.TryGetValue(about[..end], out var text)) continue;
            return string.Format(CultureInfo.InvariantCulture, In(text, language), end < about.Length ? about[(end + 1)..] : "");
        }

        return about;
    }

    /// <param name="first">The most important one's <see cref="NoticeRaised.About"/>.</param>
    public static string Subject(long count, string first, NoticeLanguage language) =>
        string.Format(CultureInfo.InvariantCulture, In(count == 1 ? Subjects.One : Subjects.More, language), count, Of(first, language));

    /// <summary>Lines of a mail, at most as many notices as are given, and how many there are besides.</summary>
    /// <param name="console">The address of the console, without a slash at its end; null: ids instead of links.</param>
    public static string Body(long count, IReadOnlyList<NoticeView> notices, string? console, NoticeLanguage language)
    {
        var lines = new List<string>();
        foreach (var notice in notices)
        {
            var must = notice.Level == "must-react" ? In(React, language) + ": " : "";
            lines.Add($"{notice.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)} {must}{Of(notice.About, language)}");
            if (notice.ConversationId is { } conversation) lines.Add("    " + (console is null ? conversation.ToString() : $"{console}/conversations/{conversation}"));
        }

        if (count > notices.Count) lines.Add(string.Format(CultureInfo.InvariantCulture, In(Rest, language), count - notices.Count));
        return string.Join("\r\n", lines) + "\r\n";
    }

    private static string In(LocalText text, NoticeLanguage language) => language == NoticeLanguage.English ? text.English : text.Finnish;
}
