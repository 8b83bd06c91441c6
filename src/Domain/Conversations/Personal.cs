using SocialCrm.Identities;
using SocialCrm.Interactions;

namespace SocialCrm.Conversations;

/// <summary>Names, texts, handles and attachments of one journal row: the only part ever rewritten (emptied, at erasure).</summary>
public sealed record Personal
{
    public static readonly Personal None = new();

    public string? Subject { get; init; }
    public string? Text { get; init; }
    public Author? Author { get; init; }
    public string? Permalink { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>The sender's JSON object as it came.</summary>
    public string? Metadata { get; init; }

    /// <summary>What an agent wrote at a hand-over or a resolution.</summary>
    public string? Note { get; init; }

    /// <summary>Why a message didn't reach the customer, as the channel says: it may quote an address.</summary>
    public string? Reason { get; init; }
    public IReadOnlyList<IdentityLink>? Links { get; init; }
    public IReadOnlyList<Contradiction>? Contradictions { get; init; }

    public static Personal Of(Interaction interaction) => new()
    {
        Subject = interaction.Subject,
        Text = interaction.Text.Length == 0 ? null : interaction.Text,
        Author = interaction.Author,
        Permalink = interaction.Permalink,
        Attachments = interaction.Attachments.Count == 0 ? null : interaction.Attachments,
        Metadata = interaction.Metadata,
    };
}
