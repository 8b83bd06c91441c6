using SocialCrm.Configuration;

namespace SocialCrm.Notices;

/// <summary>Whom a notice can be for, as documents name them: who that is, is found out when it is delivered.</summary>
public static class Recipients
{
    /// <summary>Whoever has the conversation.</summary>
    public const string Assignee = "assignee";

    /// <summary>Whoever is on call.</summary>
    public const string OnCall = "on-call";

    private static readonly (string Prefix, NameKind Kind)[] Groups = [("role:", NameKind.Role), ("team:", NameKind.Team), ("queue:", NameKind.Queue)];

    /// <summary><c>assignee</c>, <c>on-call</c>, <c>role:</c>, <c>team:</c> or <c>queue:</c> with a name, or a person's sign-in name.</summary>
    public static string? Read(DocumentNode node)
    {
        if (node.Text() is not { } text) return null;
        if (text is Assignee or OnCall) return text;
        foreach (var (prefix, kind) in Groups)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal)) continue;
            node.RefersTo(kind, text[prefix.Length..]);
            return text;
        }

        node.RefersTo(NameKind.Agent, text);
        return text;
    }
}
