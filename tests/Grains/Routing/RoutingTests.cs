using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using SocialCrm.Calendars;
using SocialCrm.Configuration;
using SocialCrm.Conversations;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Interactions;
using SocialCrm.Journal;
using Xunit;

namespace SocialCrm.Routing;

/// <summary>Conversations find their agents, through intake, grains and store; each store inherits it.</summary>
public abstract class RoutingTests : IAsyncLifetime
{
    private const int Agents = 20;
    private const int Capacity = 10;
    private const int Conversations = 1_000;

    /// <summary>How long something that routing does by itself may take.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly string[] Queues = ["inbox", "lennot", "laskut", "ryhmät"];

    /// <summary>A Wednesday, an hour before the office closes.</summary>
    private static readonly DateTimeOffset Now = new(2026, 4, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly CalendarDefinition Office = new()
    {
        Week = new Dictionary<NodaTime.IsoDayOfWeek, IReadOnlyList<Opening>> { [NodaTime.IsoDayOfWeek.Wednesday] = [new Opening(8 * 60, 16 * 60)] },
    };

    private readonly JumpingTime _time = new(Now);
    private readonly SwitchedConfiguration _configuration = new(Plan(Capacity, autoAssign: true));
    private CrmHost _crm = null!;

    protected abstract Task<(string Store, string Folder)> NewStoreAsync();

    private IRoutingReads Reads => _crm.Services.GetRequiredService<IRoutingReads>();

    public async Task InitializeAsync()
    {
        var (store, folder) = await NewStoreAsync();
        _crm = await CrmHost.StartAsync(store, folder, services => services.AddSingleton<IConfigurations>(_configuration).AddSingleton<TimeProvider>(_time));
    }

    public async Task DisposeAsync() => await _crm.DisposeAsync();

    /// <summary>
    /// A thousand conversations over four queues that share twenty agents, with claims by hand and hand-overs between, all at once: nobody has more than they may
    /// at any moment, everybody is full in the end, and what was answered makes room for just as many.
    /// </summary>
    [Fact]
    public async Task Capacity_holds_whatever_comes_at_once()
    {
        await EverybodyAsync(Presence.Online);
        using var stop = new CancellationTokenSource();
        var watching = WatchLoadsAsync(stop.Token);
        var receipts = new Receipt[Conversations];
        await Parallel.ForAsync(0, Conversations, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            receipts[i] = (await _crm.TakeAsync(Say.From($"@asiakas{i}", $"m{i}", i % 60)))[0];
            if (i % 4 is var queue and > 0) await ActAsync(receipts[i], new HandOver { Actor = "petra", OverOthers = true, Queue = Queues[queue], Note = "sinne" });
        });

        await UntilAsync("all agents are full", async () => (await Reads.LoadsAsync(default)).Values.Sum() == Agents * Capacity);
        var mine = (await Task.WhenAll(receipts.Select(StateAsync))).Where(c => c.Assignee is not null).Take(50).ToArray();
        foreach (var one in mine) await ActAsync(one.Id, one.Customer, new Reply { Actor = one.Assignee!, Text = "Hei!" });
        await UntilAsync("room is used again", async () => (await Reads.LoadsAsync(default)).Values.Sum() == Agents * Capacity);
        await stop.CancelAsync();

        Assert.InRange(await watching, 1, Capacity);
        var states = await Task.WhenAll(receipts.Select(StateAsync));
        Assert.Equal(Agents * Capacity, states.Count(s => s is { Status: Status.Open, Assignee: not null }));
        Assert.Equal((Agents * Capacity) + mine.Length, states.Count(s => s.Assignee is not null));
        var rows = await Task.WhenAll(states.Where(s => s.Assignee is not null && s.Queue == "inbox").Select(s => _crm.Queries.RowsAsync(s.Id, default)));
        Assert.All(rows, r => Assert.Single(r, e => e.Actor == RoutingAct.Name && e.Events[0] is AgentChosen { Load: < Capacity, Eligible: > 0 }));
    }

    [Fact]
    public async Task Claim_and_routing_at_once_leave_one_owner_each()
    {
        _configuration.Current = Plan(1_000, autoAssign: true);
        await EverybodyAsync(Presence.Online);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var receipt = (await _crm.TakeAsync(Say.From($"@asiakas{i}", $"m{i}")))[0];
            return (receipt, await ActAsync(receipt, new Claim { Actor = "petra", ExpectedVersion = 1 }));
        })));

        await UntilAsync("all have somebody", async () => (await Reads.LoadsAsync(default)).Values.Sum() == outcomes.Length);
        foreach (var (receipt, result) in outcomes)
        {
            var rows = await _crm.Queries.RowsAsync(receipt.ConversationId!.Value, default);
            Assert.Equal(1, rows.SelectMany(static r => r.Events).Count(static e => e is ConversationClaimed or ConversationAssigned));
            if (result.Outcome == ActOutcome.Done) continue;
            // Who lost is told who won.
            Assert.Equal(ActOutcome.TakenByAnother, result.Outcome);
            Assert.StartsWith("agentti", result.Conversation!.Assignee, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_online_waits_until_somebody_comes()
    {
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        await SayAsync("agentti3", Presence.Away);
        Assert.Null((await StateAsync(receipt)).Assignee);

        await SayAsync("agentti3", Presence.Online);
        await UntilAsync("somebody has it", async () => (await StateAsync(receipt)).Assignee == "agentti3");
        Assert.Equal("agentti3", (await _crm.CustomerAsync(receipt.CustomerId!.Value)).OpenConversations.Single().Assignee);
    }

    [Fact]
    public async Task Lost_hint_is_found_by_the_sweep()
    {
        _configuration.Current = Plan(Capacity, autoAssign: false);
        await EverybodyAsync(Presence.Online);
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];

        // Nothing tells the queue that it assigns by itself from now on.
        _configuration.Current = Plan(Capacity, autoAssign: true);
        await UntilAsync("somebody has it", async () => (await StateAsync(receipt)).Assignee is not null);
    }

    [Fact]
    public async Task End_of_a_shift_gives_back_what_is_open_and_says_why()
    {
        _configuration.Current = WithShift(Plan(Capacity, autoAssign: true), "agentti1");
        await SayAsync("agentti1", Presence.Online);
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        await UntilAsync("somebody has it", async () => (await StateAsync(receipt)).Assignee == "agentti1");

        _time.Jump(TimeSpan.FromHours(3));
        await UntilAsync("nobody has it", async () => (await StateAsync(receipt)).Assignee is null);
        var rows = await _crm.Queries.RowsAsync(receipt.ConversationId!.Value, default);
        Assert.Contains(rows, r => r.Actor == RoutingAct.Name && r.Events[0] is AgentReleased { Agent: "agentti1", Reason: ReleaseReason.OffShift });

        await SayAsync("agentti2", Presence.Online);
        await UntilAsync("the next one has it", async () => (await StateAsync(receipt)).Assignee == "agentti2");
    }

    [Fact]
    public async Task Presence_that_is_not_said_again_ends_and_hosts_are_told()
    {
        var host = new PresenceHost();
        var desk = _crm.Grains.GetGrain<IDeskGrain>(Keys.Desk);
        var reference = _crm.Grains.CreateObjectReference<IPresenceObserver>(host);
        await SayAsync("agentti1", Presence.Online);
        Assert.Equal(Presence.Online, Assert.Single((await desk.RenewAsync("isäntä", reference)).Agents).Presence);

        _time.Jump(PresenceTimes.Expiry);
        await UntilAsync("their presence has ended", async () => (await desk.RenewAsync("isäntä", reference)).Agents[0].Presence == Presence.Off);
        var known = await desk.PresencesAsync();
        await SayAsync("agentti3", Presence.Away);
        var told = await host.AtAsync(known.Number + 1).WaitAsync(Bound);
        Assert.Equal((known.Epoch, "agentti3", Presence.Away), (told.Epoch, Assert.Single(told.Agents).Agent, told.Agents[0].Presence));

        // Nobody is given what comes in now.
        var receipt = (await _crm.TakeAsync(Say.From("@liisa", "1")))[0];
        await SayAsync("agentti2", Presence.Online);
        await UntilAsync("somebody has it", async () => (await StateAsync(receipt)).Assignee is not null);
        Assert.Equal("agentti2", (await StateAsync(receipt)).Assignee);
    }

    private static Configuration.Configuration Plan(int capacity, bool autoAssign) => new()
    {
        Version = 1,
        Routing = new RoutingPlan
        {
            Queues = Queues.ToDictionary(static name => name, name => new QueuePlan(name) { AutoAssign = autoAssign }, StringComparer.Ordinal),
            NamesQueues = true,
            Agents = Enumerable.Range(0, Agents).ToDictionary(static i => $"agentti{i}", i => new AgentPlan($"agentti{i}") { Capacity = capacity }, StringComparer.Ordinal),
        },
    };

    private static Configuration.Configuration WithShift(Configuration.Configuration configuration, string agent) => configuration with
    {
        Version = 2,
        Calendars = new CalendarSet { Named = new Dictionary<string, BusinessCalendar>(StringComparer.Ordinal) { ["vuoro"] = new(Office) } },
        Routing = configuration.Routing with
        {
            Agents = new Dictionary<string, AgentPlan>(configuration.Routing.Agents, StringComparer.Ordinal) { [agent] = new AgentPlan(agent) { Shifts = ["vuoro"] } },
        },
    };

    private Task<AgentPresence[]> EverybodyAsync(Presence presence) => Task.WhenAll(Enumerable.Range(0, Agents).Select(i => SayAsync($"agentti{i}", presence)));

    private Task<AgentPresence> SayAsync(string agent, Presence presence) => _crm.Grains.GetGrain<IDeskGrain>(Keys.Desk).SayAsync(agent, presence);

    private Task<ActResult> ActAsync(Receipt receipt, ConversationAct act) => ActAsync(receipt.ConversationId!.Value, receipt.CustomerId!.Value, act);

    private async Task<ActResult> ActAsync(ConversationId conversation, CustomerId customer, ConversationAct act)
    {
        var result = await _crm.Grains.GetGrain<IConversationGrain>(Keys.Of(conversation)).ActAsync(act);
        if (result.Change is { } change) await _crm.Grains.GetGrain<ICustomerGrain>(Keys.Of(customer)).ObserveAsync(change);
        return result;
    }

    private async Task<ConversationState> StateAsync(Receipt receipt) =>
        await _crm.Services.GetRequiredService<IGroupedReads>().ConversationAsync(receipt.ConversationId!.Value, CancellationToken.None) ?? throw new InvalidOperationException("no such conversation");

    /// <summary>The most that anybody had at any moment looked at.</summary>
    private async Task<int> WatchLoadsAsync(CancellationToken stop)
    {
        var most = 0;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, (await Reads.LoadsAsync(CancellationToken.None)).Values.DefaultIfEmpty().Max());
            await looks.WaitForNextTickAsync(CancellationToken.None);
        }

        return most;
    }

    private static Task<TimeSpan> UntilAsync(string what, Func<Task<bool>> holds) => TestKit.Waiting.ForAsync(what, Bound, holds);

    private sealed class PresenceHost : IPresenceObserver
    {
        private readonly Channel<Presences> _told = Channel.CreateUnbounded<Presences>();

        public Task ChangedAsync(Presences changes)
        {
            _told.Writer.TryWrite(changes);
            return Task.CompletedTask;
        }

        public async Task<Presences> AtAsync(long number)
        {
            await foreach (var told in _told.Reader.ReadAllAsync()) if (told.Number == number) return told;
            throw new InvalidOperationException("nothing more is told");
        }
    }

    /// <summary>Goes on as time does, and jumps when it is told; timers don't notice.</summary>
    private sealed class JumpingTime(DateTimeOffset begin) : TimeProvider
    {
        private readonly long _began = System.GetTimestamp();
        private long _jumpedTicks;

        public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _jumpedTicks));

        public override long GetTimestamp() => System.GetTimestamp() + (Interlocked.Read(ref _jumpedTicks) * (TimestampFrequency / TimeSpan.TicksPerSecond));

        public void Jump(TimeSpan by) => Interlocked.Add(ref _jumpedTicks, by.Ticks);
    }

    private sealed class SwitchedConfiguration(Configuration.Configuration first) : IConfigurations
    {
        private volatile Configuration.Configuration _current = first;

        public Configuration.Configuration Current
        {
            get => _current;
            set => _current = value;
        }

        public Configuration.Configuration At(long version) => _current;
    }
}

public sealed class SqliteRoutingTests : RoutingTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-routing");

    protected override Task<(string Store, string Folder)> NewStoreAsync() => Task.FromResult(("sqlite", _folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);
}

public sealed class PostgresRoutingTests : RoutingTests
{
    protected override async Task<(string Store, string Folder)> NewStoreAsync() => (await TestKit.PostgresServer.NewDatabaseAsync(), Path.GetTempPath());
}
