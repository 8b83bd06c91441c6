using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocialCrm.Cli.Doctor;
using SocialCrm.Cli.Terminal;
using SocialCrm.Storage;
using SocialCrm.Storage.Inspection;
using Xunit;

namespace SocialCrm.Cli.Tests.Doctor;

/// <summary>Each judgement, provoked; and each has its words in every language.</summary>
public sealed class ChecksTests
{
    private static readonly StoreFacts Sound = new()
    {
        Kind = "PostgreSQL",
        ProgramSchemaVersion = 3,
        SchemaVersion = 3,
        ServerVersion = new Version(17, 2),
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["fsync"] = "on", ["full_page_writes"] = "on", ["synchronous_commit"] = "on", ["autovacuum"] = "on" },
        ClockAhead = TimeSpan.FromMilliseconds(20),
        MaxConnections = 100,
        UsedConnections = 10,
        ConnectionsOfAProcess = 35,
    };

    public static TheoryData<string, string> Provoked => new()
    {
        { "store", "unreachable" }, { "schema", "older" }, { "schema", "newer" }, { "indexes", "missing" }, { "server", "old" }, { "durability", "lossy" },
        { "durability", "early" }, { "autovacuum", "off" }, { "connections", "few" }, { "connections", "used" }, { "clock-database", "apart" }, { "clock-database", "far" },
    };

    [Fact]
    public void Sound_store_has_nothing_but_good_findings() => Assert.All(StoreChecks.Of(Sound), f => Assert.Equal(Level.Ok, f.Level));

    [Theory, MemberData(nameof(Provoked))]
    public void Each_fault_of_a_store_is_found_alone(string check, string outcome)
    {
        var findings = StoreChecks.Of(Broken(check, outcome)).ToList();

        var bad = Assert.Single(findings, f => f.Level != Level.Ok);
        Assert.Equal((check, outcome), (bad.Check, bad.Outcome));
        foreach (var language in Texts.Languages) Assert.DoesNotContain("{", DoctorCommand.TextOf(bad, Texts.In(language)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100L << 20, "full")]
    [InlineData(2L << 30, "low")]
    [InlineData(50L << 30, "ok")]
    public void Disk_is_judged_by_what_is_free(long bytes, string outcome) => Says(outcome, MachineChecks.Disk(bytes, "data"));

    [Theory]
    [InlineData("Max open files            1024                 524288               files", "few")]
    [InlineData("Max open files            65536                524288               files", "ok")]
    [InlineData("Max open files            unlimited            unlimited            files", "unlimited")]
    public void Open_files_are_judged_by_the_soft_limit(string line, string outcome) => Says(outcome, MachineChecks.OpenFiles(["Limit  Soft Limit", line]));

    [Fact]
    public void Taken_port_is_a_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Says("taken", MachineChecks.Port(((IPEndPoint)listener.LocalEndpoint).Port));
    }

    [Theory]
    [InlineData("PORT", "http")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    [InlineData("TrustedProxies", "10.0.0.1,gateway")]
    public void Setting_that_cannot_be_read_is_named(string name, string value)
    {
        var finding = MachineChecks.Configuration(new StorageOptions(), n => n == name ? value : null);
        Says("wrong", finding);
        Assert.Equal([name], finding.Parts);
    }

    [Fact]
    public void Folder_in_which_nothing_can_be_written_is_a_failure()
    {
        // Below /proc nothing can be written, whoever asks.
        Says("unwritable", MachineChecks.Folder("/proc/self"));
    }

    private static void Says(string outcome, Finding finding)
    {
        Assert.Equal(outcome, finding.Outcome);
        Assert.Equal(outcome is "full" or "taken" or "wrong" or "unwritable" ? Level.Failure : outcome is "low" or "few" ? Level.Warning : Level.Ok, finding.Level);
        foreach (var language in Texts.Languages) Assert.NotEmpty(DoctorCommand.TextOf(finding, Texts.In(language)));
    }

    private static StoreFacts Broken(string check, string outcome) => (check, outcome) switch
    {
        ("store", _) => Sound with { Failure = "Connection refused" },
        ("schema", "older") => Sound with { SchemaVersion = 2 },
        ("schema", _) => Sound with { SchemaVersion = 4 },
        ("indexes", _) => Sound with { Missing = ["journal_source"] },
        ("server", _) => Sound with { ServerVersion = new Version(12, 1) },
        ("durability", "lossy") => Sound with { Settings = With("fsync") },
        ("durability", _) => Sound with { Settings = With("synchronous_commit") },
        ("autovacuum", _) => Sound with { Settings = With("autovacuum") },
        ("connections", "few") => Sound with { MaxConnections = 20 },
        ("connections", _) => Sound with { UsedConnections = 80 },
        ("clock-database", "apart") => Sound with { ClockAhead = TimeSpan.FromSeconds(-3) },
        ("clock-database", _) => Sound with { ClockAhead = TimeSpan.FromMinutes(2) },
        _ => throw new ArgumentOutOfRangeException(nameof(check), string.Create(CultureInfo.InvariantCulture, $"{check}.{outcome}")),
    };

    private static Dictionary<string, string> With(string off) => new(Sound.Settings, StringComparer.Ordinal) { [off] = "off" };
}
