using Microsoft.Extensions.Logging;
using SocialCrm.Access;
using SocialCrm.Agents;
using SocialCrm.Alarms;
using SocialCrm.Cluster;
using SocialCrm.Commitments;
using SocialCrm.Configuration;
using SocialCrm.Journal;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;
using SocialCrm.Live;
using SocialCrm.Notices;
using SocialCrm.Outbox;
using SocialCrm.ResponseTimes;
using SocialCrm.Routing;
using SocialCrm.Storage.Postgres;
using SocialCrm.Storage.Sqlite;
using SocialCrm.Tail;

namespace SocialCrm.Storage;

/// <summary>
/// The journal and what is derived from it, on the database that the options name. One per process; <see cref="OpenAsync"/> before anything else.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    private readonly IBackend backend;
    private readonly JournalWriter writer;
    private readonly ILogger log;
    private readonly SemaphoreSlim opening = new(1);
    private bool open;
    private Task? closing;

    public Store(StorageOptions options, IChangeSink sink, TimeProvider time, ILogger<Store> log)
    {
        this.log = log;
        backend = Backend(options, time, log);
        writer = new JournalWriter(options, backend.Sessions, new RingingSink(sink, NoticeBell, OutboxBell), log);
        Reads = new GroupedReads(backend.Reads, options.MaxKeysPerRead, backend.ParallelReads);
        Queries = new Queries(backend.Sql, shared: options.Store != "sqlite");
        Desk = new DeskQueries(backend.Sql);
        Access = new AccessStore(backend.Sql);
        Agents = new AgentStore(backend.Sql);
        Processes = new ProcessStore(backend.Sql);
        Responses = new ResponseReports(backend.Sql);
        ResponseFollower = new ResponseFollower(new JournalTail(backend.Sql, transactions: options.Store != "sqlite"));
        Configuration = new ConfigurationStore(backend.Sql);
        Alarms = new AlarmQueries(backend.Sql);
        Commitments = new CommitmentStore(backend.Sql);
        Notices = new NoticeStore(backend.Sql);
        Outbox = new OutboxStore(backend.Sql, isShared: PostgresStores.IsOne(options));
        Secrets = new SecretStore(backend.Sql);
        Routing = new RoutingReads(backend.Sql);
    }

    public IJournal Journal => writer;
    public IGroupedReads Reads { get; }
    public IQueries Queries { get; }
    public IDeskQueries Desk { get; }
    public IAccessStore Access { get; }
    public IAgentStore Agents { get; }
    public IProcessStore Processes { get; }
    public IResponseReports Responses { get; }
    public ResponseFollower ResponseFollower { get; }
    public IConfigurationStore Configuration { get; }
    public IAlarmQueries Alarms { get; }
    public ICommitmentStore Commitments { get; }
    public INoticeStore Notices { get; }
    public IOutboxStore Outbox { get; }
    public ISecretStore Secrets { get; }

    /// <summary>Rings when notices were committed here.</summary>
    public Bell NoticeBell { get; } = new();

    /// <summary>Rings when messages to the outside were committed here.</summary>
    public Bell OutboxBell { get; } = new();
    public IRoutingReads Routing { get; }

    /// <summary>Locks the data folder or checks the server, and brings the schema to this program's version. A second call does nothing.</summary>
    /// <exception cref="StoreVersionException">The store is newer than this program.</exception>
    /// <exception cref="DataFolderLockedException">Another process has the data folder open.</exception>
    /// <exception cref="DatabaseTooOldException">The database server is too old.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await opening.WaitAsync(cancellation);
        try
        {
            if (open) return;
            await backend.OpenAsync(cancellation);
            open = true;
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Whether the database could not be reached a moment ago. False once nobody has looked for five seconds.</summary>
    public bool IsAway => backend.IsAway;

    /// <summary>Whether a small durable transaction succeeds now: for readiness. Never throws but when cancelled.</summary>
    public async Task<bool> CanCommitAsync(CancellationToken cancellation)
    {
        if (!open) return false;
        try
        {
            await backend.Sql.ExecuteAsync(
                "insert into settings (name, value) values ('alive', $1) on conflict (name) do update set value = excluded.value", [new byte[] { 1 }], cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.CannotCommit(e);
            return false;
        }
    }

    /// <summary>Commits what was taken, then closes. Every call completes when that is done.</summary>
    public ValueTask DisposeAsync()
    {
        lock (opening) closing ??= CloseAsync();
        return new ValueTask(closing);
    }

    private async Task CloseAsync()
    {
        await writer.DisposeAsync();
        await backend.DisposeAsync();
        opening.Dispose();
    }

    private sealed class RingingSink(IChangeSink next, Bell notices, Bell outgoing) : IChangeSink
    {
        public void Committed(IReadOnlyList<Change> changes) => next.Committed(changes);

        public void Raised(IReadOnlyList<NoticeView> raised) => next.Raised(raised);

        public void Waits()
        {
            notices.Ring();
            outgoing.Ring();
            next.Waits();
        }
    }

    private static IBackend Backend(StorageOptions options, TimeProvider time, ILogger log) => options.Store switch
    {
        "sqlite" => new SqliteBackend(options, time, log),
        _ => new PostgresBackend(options, time, log),
    };
}
