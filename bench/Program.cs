using System.CommandLine;
using SocialCrm.Bench;
using SocialCrm.Bench.Baseline;
using SocialCrm.Bench.Desk;
using SocialCrm.Bench.Scenarios;
using SocialCrm.Bench.Traffic;
using SocialCrm.Silo;

var rounds = new Option<int>("--rounds") { Description = "Alternating runs; the median counts.", DefaultValueFactory = _ => 3 };
var seconds = new Option<double>("--seconds") { Description = "Measured seconds of one run.", DefaultValueFactory = _ => 5 };
var warmup = new Option<double>("--warmup") { Description = "Seconds before each that don't count.", DefaultValueFactory = _ => 2 };
var startUp = new Option<double>("--startup") { Description = "Seconds of load on each server before the first run, so that its code is compiled.", DefaultValueFactory = _ => 20 };
var match = new Option<string>("--match") { Description = "Only ingest cases whose name contains this; the baselines always run.", DefaultValueFactory = _ => "" };
var only = new Option<string[]>("--only")
{
    Description = "ingest, reads, live, memory (all by default), rules, skew, watchers, week, million, deadlines, console; with --cluster: scaling, skew, watchers (all by default).",
    AllowMultipleArgumentsPerToken = true,
};
var stores = new Option<string[]>("--stores") { Description = "sqlite, postgres; both by default.", AllowMultipleArgumentsPerToken = true };
var cluster = new Option<bool>("--cluster") { Description = "On silos and Api processes of their own instead of one process; only where the engine is Orleans." };
var watchers = new Option<int>("--watchers") { Description = "Watching clients; a file handle each, here and in the service (ulimit -n).", DefaultValueFactory = _ => 5_000 };
var customers = new Option<int>("--customers") { Description = "Customers of the store in 'million' and 'deadlines'.", DefaultValueFactory = _ => 1_000_000 };
var events = new Option<int>("--events") { Description = "Events of each of them; a thousand bytes of disk each, or somewhat more.", DefaultValueFactory = _ => 10 };
var resident = new Option<int>("--resident") { Description = "How many of them are brought into memory.", DefaultValueFactory = _ => 100_000 };
var interactions = new Option<int>("--interactions") { Description = "Interactions of the KLM week.", DefaultValueFactory = _ => 70_000 };
var sentences = new Option<string>("--sentences") { Description = "The folder of its sentences, as Helsinki-NLP/XED has them.", DefaultValueFactory = _ => Path.Combine("..", "shared", "data", "xed") };
var minutes = new Option<int>("--minutes") { Description = "How long 'console' lets an hour's traffic go by to see what the page keeps.", DefaultValueFactory = _ => 60 };
var results = new Option<string>("--results") { Description = "Where the table is written.", DefaultValueFactory = _ => Path.Combine("bench", "results") };

var port = new Option<int>("--port");
var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite" };
var data = new Option<string>("--data") { DefaultValueFactory = _ => "." };
var baseline = new Command("baseline", "The endpoints to compare with, as a server.") { port, store, data };
baseline.Hidden = true;
baseline.SetAction(parsed => BaselineServer.RunAsync(parsed.GetValue(port), parsed.GetValue(store)!, parsed.GetValue(data)!));

var pictures = new Option<string>("--images") { Description = "Where the pictures are.", DefaultValueFactory = _ => Path.Combine("docs", "images") };
var screenshots = new Command("screenshots", "Makes the pictures of the console for the guides, from the recorded day.") { pictures };
screenshots.Hidden = true;
screenshots.SetAction(parsed => Screenshots.RunAsync(parsed.GetValue(pictures)!));

var root = new RootCommand("Measures the service against its baselines in one run.")
{
    rounds, seconds, warmup, startUp, match, only, stores, cluster, watchers, customers, events, resident, interactions, sentences, minutes, results, baseline, screenshots,
};
root.SetAction(async parsed =>
{
    var onCluster = parsed.GetValue(cluster);
    if (onCluster && !ClusterHosting.IsPossible)
    {
        Console.Error.WriteLine($"--cluster needs Orleans; this build's engine is {SiloHosting.EngineName}: ./crm bench --engine orleans --cluster");
        return 1;
    }

    var report = new Report("./crm bench " + string.Join(' ', args), SiloHosting.EngineName);
    var run = new BenchRun(report, parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(warmup)), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        TimeSpan.FromSeconds(parsed.GetValue(startUp)), parsed.GetValue(match)!);
    var chosen = parsed.GetValue(only) is { Length: > 0 } some ? some : onCluster ? ClusterScenarios.Names : StoreScenarios.Usual;
    var folder = Directory.CreateTempSubdirectory("crm-bench-").FullName;
    try
    {
        if (onCluster)
        {
            await ClusterScenarios.RunAsync(run, chosen, parsed.GetValue(watchers), folder);
        }
        else
        {
            var week = (new Sentences(parsed.GetValue(sentences)!), parsed.GetValue(interactions));
            var scenarios = new StoreScenarios(run, chosen, folder, week, parsed.GetValue(watchers));
            if (chosen.Contains("rules", StringComparer.Ordinal)) RulesBench.Decide(run);
            if (chosen.Contains("console", StringComparer.Ordinal)) await BrowserDesk.RunAsync(run, parsed.GetValue(minutes));
            foreach (var name in parsed.GetValue(stores) is { Length: > 0 } named ? named : ["sqlite", "postgres"]) await scenarios.RunAsync(name);
            if (chosen.Contains("memory", StringComparer.Ordinal)) await MemoryBench.RunAsync(run, folder);
            if (chosen.Contains("deadlines", StringComparer.Ordinal)) await DeadlinesBench.RunAsync(run, parsed.GetValue(customers), folder);
            if (chosen.Contains("million", StringComparer.Ordinal))
                await MillionBench.RunAsync(run, parsed.GetValue(customers), parsed.GetValue(events), parsed.GetValue(resident), folder);
        }

        Console.WriteLine($"written to {report.Write(parsed.GetValue(results)!)}");
        return 0;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }
});
return await root.Parse(args).InvokeAsync();
