using System.Diagnostics;
using System.Diagnostics.Metrics;
using SocialCrm.Interactions;

namespace SocialCrm.Api.Observability;

/// <summary>What the HTTP side counts, on the meter <c>SocialCrm</c>. Next to nothing while nobody listens.</summary>
internal static class Metrics
{
    public const string Name = "SocialCrm";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Interactions committed by a request that were not stored before.</summary>
    public static readonly Counter<long> Accepted = Meter.CreateCounter<long>("crm.ingest.accepted", "{interaction}");

    /// <summary>Interactions that were stored before.</summary>
    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("crm.ingest.duplicates", "{interaction}");

    /// <summary>Interactions refused with their whole request; a request that couldn't be read counts as one.</summary>
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("crm.ingest.refused", "{interaction}");

    public static void Count(IReadOnlyList<Receipt> receipts)
    {
        if (!Accepted.Enabled && !Duplicates.Enabled) return;
        var duplicates = 0;
        for (var i = 0; i < receipts.Count; i++)
        {
            if (receipts[i].Duplicate) duplicates++;
        }

        if (receipts.Count > duplicates) Accepted.Add(receipts.Count - duplicates);
        if (duplicates > 0) Duplicates.Add(duplicates);
    }
}
