using System.Globalization;
using SocialCrm.Storage.Inspection;

namespace SocialCrm.Cli.Doctor;

/// <summary>Judges what a look at the store told.</summary>
internal static class StoreChecks
{
    /// <summary>Message times may be an hour ahead of our clock; figures in seconds are wrong long before.</summary>
    public static readonly TimeSpan ClockWarning = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan ClockFailure = TimeSpan.FromSeconds(30);

    private const int OldestServer = 13;

    public static IEnumerable<Finding> Of(StoreFacts facts)
    {
        if (facts.Failure is { } failure) return [new("store", Level.Failure, "unreachable", facts.Kind, failure)];
        List<Finding> findings = [new("store", Level.Ok, facts.IsNew ? "new" : "ok", facts.Kind, facts.ServerVersion)];
        if (!facts.IsNew)
        {
            findings.Add(facts.SchemaVersion == facts.ProgramSchemaVersion ? new("schema", Level.Ok, "ok", facts.SchemaVersion)
                : facts.SchemaVersion < facts.ProgramSchemaVersion ? new("schema", Level.Warning, "older", facts.SchemaVersion, facts.ProgramSchemaVersion)
                : new("schema", Level.Failure, "newer", facts.SchemaVersion, facts.ProgramSchemaVersion));
            findings.Add(facts.Missing.Count == 0 || facts.SchemaVersion != facts.ProgramSchemaVersion
                ? new("indexes", Level.Ok, "ok") : new("indexes", Level.Failure, "missing", string.Join(", ", facts.Missing)));
        }

        if (facts.ServerVersion is not null) findings.AddRange(OfServer(facts, facts.ServerVersion));
        return findings;
    }

    private static IEnumerable<Finding> OfServer(StoreFacts facts, Version version)
    {
        if (version.Major < OldestServer) yield return new("server", Level.Failure, "old", version, OldestServer);
        var lossy = ((string[])["fsync", "full_page_writes"]).Where(name => facts.Settings.GetValueOrDefault(name) == "off").ToList();
        // local and off acknowledge a commit that a crash, or a fail-over, can still take back.
        var early = facts.Settings.GetValueOrDefault("synchronous_commit") == "off";
        yield return lossy.Count > 0 ? new("durability", Level.Failure, "lossy", string.Join(", ", lossy))
            : early ? new("durability", Level.Failure, "early")
            : new("durability", Level.Ok, "ok");
        if (facts.Settings.GetValueOrDefault("autovacuum") == "off") yield return new("autovacuum", Level.Warning, "off");
        var free = facts.MaxConnections - facts.UsedConnections;
        yield return facts.MaxConnections < facts.ConnectionsOfAProcess ? new("connections", Level.Failure, "few", facts.MaxConnections, facts.ConnectionsOfAProcess)
            : free < facts.ConnectionsOfAProcess ? new("connections", Level.Warning, "used", free, facts.ConnectionsOfAProcess)
            : new("connections", Level.Ok, "ok", facts.MaxConnections, facts.ConnectionsOfAProcess);
        if (facts.ClockAhead is { } ahead) yield return Clock("clock-database", ahead);
    }

    public static Finding Clock(string check, TimeSpan ahead)
    {
        var seconds = ahead.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return ahead.Duration() >= ClockFailure ? new(check, Level.Failure, "far", seconds)
            : ahead.Duration() >= ClockWarning ? new(check, Level.Warning, "apart", seconds)
            : new(check, Level.Ok, "ok", seconds);
    }
}
