using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCrm.Cluster;
using SocialCrm.Journal;
using SocialCrm.Silo;
using SocialCrm.Storage;

namespace SocialCrm.Figures;

/// <summary>
/// The figures of all processes: each writes its own into the store every 5 seconds, and hears there that it shall drain. Through the store, because it is
/// what every process reaches, also one that the cluster has lost. A SQLite store has one process, which writes nothing.
/// </summary>
public sealed partial class ClusterFigures(
    Readings readings, LastMinute minute, BusiestCustomers busiest, IProcessStore processes, StorageOptions storage, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<ClusterFigures> log) : BackgroundService
{
    public const int MaxBusiest = 10;

    /// <summary>Who hasn't written for so long isn't there any more.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(20);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    public static string Version { get; } =
        (typeof(ClusterFigures).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?").Split('+')[0];

    private bool IsShared => storage.Store != "sqlite";

    /// <summary>By name. Those of other processes are up to 5 seconds old; without the store only this process's own are known.</summary>
    public async Task<IReadOnlyList<SiloFigures>> AllAsync(CancellationToken cancellation)
    {
        List<SiloFigures> all = [Own()];
        if (IsShared)
        {
            try
            {
                foreach (var figures in await processes.SinceAsync(time.GetUtcNow() - Life, cancellation))
                    if (JsonSerializer.Deserialize(figures, FiguresJson.Default.SiloFigures) is { } other && other.Id != Id) all.Add(other);
            }
            catch (StoreUnavailableException e)
            {
                Alone(e.Message);
            }
        }

        return [.. all.OrderBy(static f => f.Name, StringComparer.Ordinal).ThenBy(static f => f.Id, StringComparer.Ordinal)];
    }

    /// <summary>Asks a process to stop taking, finish and end: this one at once, another within 5 seconds. False when there is none of this id.</summary>
    public async Task<bool> DrainAsync(string id, CancellationToken cancellation)
    {
        if (id == Id)
        {
            Draining(id);
            // After the answer: the caller shall hear that it was taken.
            _ = Task.Run(lifetime.StopApplication, CancellationToken.None);
            return true;
        }

        return IsShared && await processes.AskToDrainAsync(id, time.GetUtcNow() - Life, cancellation);
    }

    public SiloFigures Own()
    {
        readings.Observe();
        return new SiloFigures
        {
            Id = Id,
            Name = $"{Environment.MachineName}:{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}",
            Version = Version,
            Engine = SiloHosting.EngineName,
            StartedAt = startedAt,
            State = lifetime.ApplicationStopping.IsCancellationRequested ? "draining" : "active",
            MemoryBytes = Environment.WorkingSet,
            Requests = minute.Of("http.server.request.duration"),
            FeedLag = minute.Of("crm.feed.lag"),
            DeadlineLateness = minute.Of("crm.deadlines.lateness"),
            CommitTime = minute.Of("crm.commit.duration"),
            CommitRows = minute.Of("crm.commit.rows"),
            JournalBytes = minute.CountOf("crm.journal.bytes"),
            Accepted = minute.CountOf("crm.ingest.accepted"),
            Refused = minute.CountOf("crm.admission.refused") + minute.CountOf("crm.rate-limit.refused"),
            Watches = (long)(readings.Of("crm.live.watches")?.Total() ?? 0),
            Busiest = busiest.Top(MaxBusiest),
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LastMinute.Every, time);
        do
        {
            minute.Look();
            if (IsShared) await BeatAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!IsShared) return;
        try
        {
            await processes.LeaveAsync(Id, cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // What is left there is too old in 20 seconds.
        }
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await processes.BeatAsync(Id, JsonSerializer.Serialize(Own(), FiguresJson.Default.SiloFigures), time.GetUtcNow(), cancellation)) return;
            Draining(Id);
            lifetime.StopApplication();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever the store says (that it is read-only, for one): figures never end a process.
            Alone(e.Message);
        }
    }

    [LoggerMessage(2401, LogLevel.Warning, "Figures couldn't be shared with the other processes: {Reason}")]
    private partial void Alone(string reason);

    [LoggerMessage(2402, LogLevel.Information, "Asked to drain: process {Id} stops taking, finishes what is in flight, and ends")]
    private partial void Draining(string id);
}
