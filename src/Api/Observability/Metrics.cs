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
    public static readonly Counter<long> Accepted = Meter.CreateCounter<long>("crm.ingest.accepted", "{interaction}", "Interactions taken in that were not stored before");

    /// <summary>Interactions that were stored before.</summary>
    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("crm.ingest.duplicates", "{interaction}", "Interactions that were stored before");

    /// <summary>Interactions refused with their whole request; a request that couldn't be read counts as one.</summary>
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("crm.ingest.refused", "{interaction}", "Interactions refused with their request");

    /// <summary>Requests that found too much in flight.</summary>
    public static readonly Counter<long> NotAdmitted = Meter.CreateCounter<long>("crm.admission.refused", "{request}", "Requests refused because too much was in flight");

    /// <summary>Requests that came too often, by whose bucket was empty.</summary>
    public static readonly Counter<long> TooOften = Meter.CreateCounter<long>("crm.rate-limit.refused", "{request}", "Requests refused because they came too often");

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
