using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialCrm.Interactions;
using SocialCrm.Silo;
using SocialCrm.Storage;

namespace SocialCrm.Bench.Scenarios;

/// <summary>Managed memory of resident customers with one conversation each: the heap after a full collection, with and without them, in this process.</summary>
internal static class MemoryBench
{
    private const int Customers = 50_000;

    public static async Task RunAsync(BenchRun run, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var storage = new StorageOptions { DataFolder = Path.Combine(folder, "memory") };
        builder.Services.AddStorage(storage).AddIntake().AddGrainWork();
        builder.AddCrmSilo(new SiloOptions { Port = 5_999, CollectionAge = TimeSpan.FromHours(6) }, storage);
        using var host = builder.Build();
        await host.StartAsync();
        var intake = host.Services.GetRequiredService<Intake>();
        await TakeAsync(intake, 0, 1_000);
        var before = Heap();
        await TakeAsync(intake, 1_000, Customers);
        var bytes = (double)(Heap() - before) / Customers;
        await host.StopAsync();
        run.Report.Add(new Figure("sqlite", "managed memory per resident customer with one conversation", "bytes", bytes, Target: "below 8,192",
            Note: "with the identity cache's and the recent sources' entries"));
    }

    private static async Task TakeAsync(Intake intake, int from, int count)
    {
        foreach (var chunk in Enumerable.Range(from, count).Chunk(500))
        {
            var result = await intake.TakeAsync(
                Array.ConvertAll(chunk, i => new Interaction
                {
                    Channel = "x",
                    Account = "pohjanlento",
                    ExternalId = $"m{i}",
                    Direction = Direction.Inbound,
                    Text = "Hei, lentoni Osloon peruttiin aamulla eikä kukaan vastaa puhelimeen. Miten saan paikan iltalennolle?",
                    At = new DateTimeOffset(2026, 4, 15, 8, 0, 0, TimeSpan.Zero).AddSeconds(i),
                    Author = new Author { Handle = $"@memory{i}", Name = $"Memory {i}" },
                }),
                new IntakeOrigin("bench", Trusted: true, History: true),
                CancellationToken.None);
            if (result is not IntakeResult.Taken) throw new InvalidOperationException($"not taken: {result}");
        }
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
