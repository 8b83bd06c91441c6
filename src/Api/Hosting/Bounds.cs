namespace SocialCrm.Api.Hosting;

/// <summary>The bounds of the HTTP side, with what happens at each.</summary>
internal static class Bounds
{
    /// <summary>A request's body; more is a 413.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Beyond this the connection is cut instead of listened to. Between the two the rest of the body is let in and thrown away: a sender that is
    /// still writing when the connection ends never reads why.
    /// </summary>
    public const int MaxHeardBytes = 4 * MaxBodyBytes;

    /// <summary>The body of anything but taking in; more is a 413.</summary>
    public const int MaxSmallBodyBytes = 1024 * 1024;

    /// <summary>Interactions in a request; more is a 400.</summary>
    public const int MaxInteractions = 1_000;

    /// <summary>How long a list or a figure may take before it is a 503.</summary>
    public static readonly TimeSpan AskingTimeout = TimeSpan.FromSeconds(30);
}
