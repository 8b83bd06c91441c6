namespace SocialCrm.Notices;

/// <summary>Who is told of what, and when not.</summary>
public sealed record NoticePlan
{
    public static readonly NoticePlan Empty = new();

    public static NoticePlan Read(Configuration.DocumentNode root)
    {
        root.Only();
        return Empty;
    }
}
