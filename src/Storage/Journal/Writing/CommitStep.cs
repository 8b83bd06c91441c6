namespace SocialCrm.Journal.Writing;

/// <summary>Moments of a transaction at which tests break things.</summary>
internal enum CommitStep
{
    /// <summary>Everything is written, nothing is durable.</summary>
    BeforeCommit,

    /// <summary>Durable, and nobody was told.</summary>
    AfterCommit,
}
