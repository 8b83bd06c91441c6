using SocialCrm.Interactions;

namespace SocialCrm.Api.Interactions.Reading;

/// <summary>The kinds of updates by their words.</summary>
internal static class UpdateKinds
{
    public const string All = "edited, removed, sent, delivered, read, failed";

    public static UpdateKind? Of(string word) => word switch
    {
        "edited" => UpdateKind.Edited,
        "removed" => UpdateKind.Removed,
        "sent" => UpdateKind.Sent,
        "delivered" => UpdateKind.Delivered,
        "read" => UpdateKind.Read,
        "failed" => UpdateKind.Failed,
        _ => null,
    };
}
