using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Routing;

namespace SocialCrm.Templates;

/// <summary>Texts that agents begin an answer with, in their order. Nothing of them is ever sent by itself.</summary>
public sealed record TemplateSet(IReadOnlyList<ReplyTemplate> Ordered)
{
    /// <summary>Most templates of one configuration.</summary>
    public const int Max = 500;

    public static readonly TemplateSet None = new([]);

    /// <summary>The document <c>templates</c>.</summary>
    public static TemplateSet Read(DocumentNode root) => TemplatesDocument.Read(root);
}

/// <summary>One of them: the same thing said in one language or several.</summary>
public sealed record ReplyTemplate(string Id)
{
    public Title? Title { get; init; }
    public TemplateFit When { get; init; } = TemplateFit.Always;

    /// <summary>At least one, in the order written.</summary>
    public IReadOnlyList<TemplateText> Texts { get; init; } = [];
}

/// <param name="Language">The primary subtag, lower case, such as <c>fi</c>; null for a text of any language.</param>
/// <param name="Text">With its <see cref="Placeholders"/>.</param>
public sealed record TemplateText(string? Language, string Text);

/// <summary>Conversations for which a template is meant. What isn't named doesn't matter; what is must be so.</summary>
public sealed record TemplateFit
{
    public static readonly TemplateFit Always = new();

    public IReadOnlyList<string> Channels { get; init; } = [];
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Primary subtags; a conversation whose language isn't known fits none of them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    public bool? Public { get; init; }

    public bool Fits(ConversationView conversation) =>
        IsAmong(Channels, conversation.Channel) && IsAmong(Queues, conversation.Queue) && IsAmong(Languages, conversation.Language)
        && (Public is null || Public == conversation.Public);

    private static bool IsAmong(IReadOnlyList<string> words, string? word) => words.Count == 0 || (word is not null && words.Contains(word, StringComparer.Ordinal));
}
