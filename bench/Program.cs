using System.CommandLine;
using SocialCrm.Bench;
using SocialCrm.Bench.Baseline;
using SocialCrm.Bench.Scenarios;
using SocialCrm.Silo;
using SocialCrm.TestKit;

var rounds = new Option<int>("--rounds") { Description = "Alternating runs; the median counts.", DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { Description = "Measured seconds of one run.", DefaultValueFactory = _ => 5 };
var warmup = new Option<double>("--warmup") { Description = "Seconds before each that don't count.", DefaultValueFactory = _ => 2 };
var startUp = new Option<double>("--startup") { Description = "Seconds of load on each server before the first run, so that its code is compiled.", DefaultValueFactory = _ => 20 };
var match = new Option<string>("--match") { Description = "Only ingest cases whose name contains this; the baselines always run.", DefaultValueFactory = _ => "" };
var only = new Option<string[]>("--only") { Description = "ingest, reads, live, memory; all by default.", AllowMultipleArgumentsPerToken = true };
var stores = new Option<string[]>("--stores") { Description = "sqlite, postgres; both by default.", AllowMultipleArgumentsPerToken = true };
var results = new Option<string>("--results") { Description = "Where the table is written.", DefaultValueFactory = _ => Path.Combine("bench", "results") };

var port = new Option<int>("--port");
var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite" };
var data = new Option<string>("--data") { DefaultValueFactory = _ => "." };
var baseline = new Command("baseline", "The endpoints to compare with, as a server.") { port, store, data };
baseline.Hidden = true;
baseline.SetAction(parsed => BaselineServer.RunAsync(parsed.GetValue(port), parsed.GetValue(store)!, parsed.GetValue(data)!));

var root = new RootCommand("Measures the service against its baselines in one run.") { rounds, seconds, warmup, startUp, match, only, stores, results, baseline };
root.SetAction(async parsed =>
{
    var report = new Report("./crm bench " + string.Join(' ', args), SiloHosting.EngineName);
    var run = new BenchRun(report, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(warmup)), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        TimeSpan.FromSeconds(parsed.GetValue(startUp)), parsed.GetValue(match)!);
    var chosen = parsed.GetValue(only) is { Length: > 0 } some ? some : ["ingest", "reads", "live", "memory"];
    var folder = Directory.CreateTempSubdirectory("crm-bench-").FullName;
    try
    {
        foreach (var name in parsed.GetValue(stores) is { Length: > 0 } named ? named : ["sqlite", "postgres"])
        {
            if (chosen.Contains("ingest", StringComparer.Ordinal)) await IngestBench.RunAsync(run, name, await NewStoreAsync(name), New(folder));
            if (chosen.Contains("reads", StringComparer.Ordinal)) await ReadsBench.RunAsync(run, name, await NewStoreAsync(name), New(folder));
            if (chosen.Contains("live", StringComparer.Ordinal)) await LiveBench.RunAsync(run, name, await NewStoreAsync(name), New(folder));
        }

        if (chosen.Contains("memory", StringComparer.Ordinal)) await MemoryBench.RunAsync(run, folder);
        Console.WriteLine($"written to {report.Write(parsed.GetValue(results)!)}");
        return 0;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
});
return await root.Parse(args).InvokeAsync();

static Task<string> NewStoreAsync(string name) => name == "sqlite" ? Task.FromResult("sqlite") : PostgresServer.NewDatabaseAsync();

static string New(string folder) => Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
