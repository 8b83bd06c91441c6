using SocialCrm.Configuration;
using SocialCrm.Routing;
using SocialCrm.Rules;

namespace SocialCrm.Templates;

/// <summary>The document <c>templates</c>: answers to begin with, in the order in which they are offered.</summary>
internal static class TemplatesDocument
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 4_000;

    /// <summary>Most words of one test, and most languages of one template.</summary>
    private const int MaxItems = 100;

    public static TemplateSet Read(DocumentNode root)
    {
        root.Only("templates");
        List<ReplyTemplate> templates = [];
        foreach (var node in root.Member("templates")?.Items(TemplateSet.Max) ?? [])
        {
            if (TemplateOf(node) is { } template) templates.Add(template);
        }

        return new TemplateSet(templates);
    }

    /// <summary>Null without a name.</summary>
    private static ReplyTemplate? TemplateOf(DocumentNode node)
    {
        if (!node.Only("id", "name", "when", "text") && !node.IsMapping) return null;
        var id = node.Needed("id");
        var template = new ReplyTemplate(id?.Name() ?? "")
        {
            Title = Title.Read(node.Member("name")),
            When = node.Member("when") is { } when ? FitOf(when) : TemplateFit.Always,
            Texts = node.Needed("text") is { } text ? TextsOf(text) : [],
        };
        if (template.Id.Length == 0) return null;
        id!.Defines(NameKind.Template, template.Id);
        return template;
    }

    private static TemplateFit FitOf(DocumentNode node)
    {
        if (!node.Only("channel", "queue", "language", "public")) return TemplateFit.Always;
        if (node.Members().Count == 0) node.Refuse(ConfigurationRule.Required);
        return new TemplateFit
        {
            Channels = Words(node.Member("channel"), ConditionReader.Channel),
            Queues = Words(node.Member("queue"), static item => item.Reference(NameKind.Queue)),
            Languages = Words(node.Member("language"), SpokenLanguage.Read),
            Public = node.Member("public")?.Flag(),
        };
    }

    private static List<string> Words(DocumentNode? node, Func<DocumentNode, string?> word) => node is null ? [] : ConditionReader.List(node, word);

    /// <summary>One text for every language, or one each.</summary>
    private static List<TemplateText> TextsOf(DocumentNode node)
    {
        List<TemplateText> texts = [];
        if (!node.IsMapping)
        {
            if (TextOf(node) is { } same) texts.Add(new TemplateText(null, same));
            return texts;
        }

        var members = node.Members();
        if (members.Count == 0) node.Refuse(ConfigurationRule.Required);
        if (members.Count > MaxItems) node.Refuse(ConfigurationRule.TooMany, MaxItems.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (tag, member) in members)
        {
            var language = SpokenLanguage.Primary(tag);
            if (!SpokenLanguage.IsTag(tag)) member.Refuse(ConfigurationRule.NotALanguage);
            else if (texts.Exists(t => t.Language == language)) member.Refuse(ConfigurationRule.Twice, language);
            else if (TextOf(member) is { } text) texts.Add(new TemplateText(language, text));
        }

        return texts;
    }

    /// <summary>Without the line's end that YAML leaves behind a text of several lines.</summary>
    private static string? TextOf(DocumentNode node)
    {
        if (node.Text(MaxText) is not { } text) return null;
        if (Placeholders.Unknown(text) is not { } unknown) return text.TrimEnd();
        node.Refuse(ConfigurationRule.UnknownPlaceholder, unknown);
        return null;
    }
}
