using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCrm.Bench.Load;
using SocialCrm.Bench.Stores;
using SocialCrm.Live;
using SocialCrm.Storage;
using SocialCrm.Storage.Rebuild;
using SocialCrm.TestKit;

namespace SocialCrm.Bench.Scenarios;

/// <summary>
/// A store of so many customers, made through the journal: the heads by the rebuild, how soon the service is ready on it, what its customers cost to bring
/// into memory, and to have there.
/// </summary>
internal static class MillionBench
{
    private const int Connections = 64;

    public static async Task RunAsync(BenchRun run, int customers, int events, int resident, string folder)
    {
        var store = await StoreScenarios.NewStoreAsync("postgres");
        try
        {
            var secret = await FillAsync(run.Report, store, customers, events);
            await RebuildAsync(run.Report, store);
            var watch = Stopwatch.StartNew();
            await using var service = await ServiceProcess.StartAsync(store, folder, BenchRun.Unlimited);
            run.Report.Add(new Figure(
                "postgres", $"start on {customers:#,0} customers: ready after", "s", watch.Elapsed.TotalSeconds, Target: "below 5 s", Note: await ResidentAsync(service)));
            await ActivateAsync(run, service, secret, customers, Math.Min(resident, customers / 2));
        }
        finally
        {
            await PostgresServer.DropDatabaseAsync(store);
        }
    }

    private static async Task<byte[]> FillAsync(Report report, string store, int customers, int events)
    {
        var options = new StorageOptions { Store = store };
        await using var opened = new Store(options, new Nobody(), TimeProvider.System, NullLogger<Store>.Instance);
        await opened.OpenAsync(CancellationToken.None);
        var secret = await opened.Access.SecretAsync(CancellationToken.None);
        var took = await GeneratedJournal.FillAsync(store, (0, customers), events, secret);
        report.Add(new Figure(
            "postgres", $"{customers:#,0} customers with {events} events each, copied into the journal", "rows/s", (double)customers * events / took.TotalSeconds,
            Note: FormattableString.Invariant($"{took.TotalSeconds:0} s, with the generator")));
        return secret;
    }

    internal static async Task RebuildAsync(Report report, string store)
    {
        var watch = Stopwatch.StartNew();
        var rebuilt = await StoreRebuild.RunAsync(new StorageOptions { Store = store }, new Told(), CancellationToken.None);
        report.Add(new Figure(
            "postgres", $"crm rebuild of {rebuilt.JournalRows:#,0} rows", "rows/s", rebuilt.JournalRows / watch.Elapsed.TotalSeconds,
            Note: FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0} s; ") + string.Join(", ", rebuilt.Tables.Where(static t => t.Rows > 0).Select(static t => $"{t.Rows:#,0} {t.Name}"))));
    }

    /// <summary>Half are read first, the other half written to first. A few others before, so that the code is compiled.</summary>
    private static async Task ActivateAsync(BenchRun run, ServiceProcess service, byte[] secret, int customers, int resident)
    {
        var warm = Math.Min(5_000, customers / 10);
        await CountedLoad.RunAsync(service, Connections, warm, i => Get(customers - 1 - i));
        await CountedLoad.RunAsync(service, Connections, warm, i => Post(customers - 1 - i));
        var before = service.WorkingSet;
        var half = resident / 2;
        Tell("cold GETs of customers", await CountedLoad.RunAsync(service, Connections, half, Get));
        Tell("cold POSTs, one a request", await CountedLoad.RunAsync(service, Connections, half, i => Post(half + i)));
        run.Report.Add(new Figure(
            "postgres", $"memory for each of {resident:#,0} customers made resident, half of them with their conversation", "bytes", (double)(service.WorkingSet - before) / resident,
            Target: "below 8,192", Note: $"of the whole process, garbage and all; {await ResidentAsync(service)}"));

        ReadOnlyMemory<byte> Get(int number) => Encoding.ASCII.GetBytes(
            $"GET /api/customers/{GeneratedCustomer.IdOf(number, secret)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ServiceProcess.Key}\r\n\r\n");

        static ReadOnlyMemory<byte> Post(int number) => new RequestWriter(
            "/api/interactions", ServiceProcess.Key, 1, _ => (GeneratedCustomer.HandleOf(number), string.Create(CultureInfo.InvariantCulture, $"cold{number}")), number).Next();

        void Tell(string what, LoadResult result) => run.Report.Add(new Figure(
            "postgres", $"{what}, {Connections} connections", "1/s", result.PerSecond,
            Note: FormattableString.Invariant($"{result.Requests:#,0} of them, {result.Refused} refused; p50 {result.P50Ms:0.0} ms, p99 {result.P99Ms:0.0} ms; {result.Cpu.Each(result.Requests)}")));
    }

    private static async Task<string> ResidentAsync(ServiceProcess service)
    {
        using var client = service.Client();
        using var cluster = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/cluster", UriKind.Relative)));
        var kinds = cluster.RootElement.GetProperty("resident").EnumerateArray().Select(static a => $"{a.GetProperty("count").GetInt64():#,0} {a.GetProperty("kind").GetString()}");
        return FormattableString.Invariant($"working set {service.WorkingSet / 1048576.0:0} MiB; resident: ") + string.Join(", ", kinds);
    }

    internal sealed class Nobody : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes)
        {
        }
    }

    private sealed class Told : IProgress<RebuildProgress>
    {
        private const long Every = 1_000_000;
        private long _told;

        public void Report(RebuildProgress value)
        {
            if (value.Rows < _told + Every) return;
            _told = value.Rows;
            Console.WriteLine($"  {value.Rows:#,0} of {value.Total:#,0} rows");
        }
    }
}
