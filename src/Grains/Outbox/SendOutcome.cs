namespace SocialCrm.Outbox;

/// <summary>What became of one try.</summary>
/// <param name="Error">A word or a status, nothing of what the receiver said; null: taken.</param>
/// <param name="IsHopeless">Trying again won't help.</param>
/// <param name="RetryAfter">What the receiver asked for.</param>
/// <param name="Status">The HTTP status of a webhook's answer; null where none came.</param>
internal readonly record struct SendOutcome(string? Error, bool IsHopeless = false, TimeSpan? RetryAfter = null, int? Status = null)
{
    public static readonly SendOutcome Taken = new(null);
}
