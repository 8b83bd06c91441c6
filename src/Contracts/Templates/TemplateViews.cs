using SocialCrm.Routing;

namespace SocialCrm.Templates;

/// <summary>A text to begin an answer with.</summary>
public sealed record TemplateView
{
    public string Id { get; init; } = "";
    public TitleView? Title { get; init; }

    /// <summary>At least one, in the order written.</summary>
    public IReadOnlyList<TemplateTextView> Texts { get; init; } = [];
}

public sealed record TemplateTextView
{
    /// <summary>The primary subtag, such as <c>fi</c>; null for a text of any language.</summary>
    public string? Language { get; init; }

    /// <summary>As it was written: what stands in braces is still to be filled in.</summary>
    public string Text { get; init; } = "";
}

public sealed record TemplatesView
{
    public IReadOnlyList<TemplateView> Items { get; init; } = [];
}
