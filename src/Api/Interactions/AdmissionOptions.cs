namespace SocialCrm.Api.Interactions;

/// <summary>Configuration section <c>Admission</c>: how much may be in flight at once. Beyond it: 429 with Retry-After, nothing of the request begun.</summary>
internal sealed record AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>Interactions read but not yet answered. Default 20,000; at least 1,000, or the largest request would never pass.</summary>
    public int MaxInteractionsInFlight { get; init; } = 20_000;

    /// <summary>Bytes of bodies being read or worked on. Default 64 MiB; at least 8 MiB.</summary>
    public long MaxBytesInFlight { get; init; } = 64 * 1024 * 1024;
}
