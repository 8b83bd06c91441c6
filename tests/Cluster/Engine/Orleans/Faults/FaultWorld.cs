using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SocialCrm.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster.Faults;

/// <summary>A cluster under load with clients that watch, and what is asserted of every fault: see <see cref="EndAsync"/>.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    private const int SharedCustomers = 12;
    private const int ToldLines = 40;

    /// <summary>Bounds on waits; the sweep that finds what lost hints would have told comes once a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ITestOutputHelper _output;
    private readonly Dictionary<string, string> _conversationsByCustomer = new(StringComparer.Ordinal);
    private readonly long _begin = Stopwatch.GetTimestamp();
    private bool _hasEnded;
    private int _beside;
    private Load? _load;
    private Watchers? _watchers;

    private FaultWorld(ClusterProcesses cluster, ITestOutputHelper output) => (Cluster, _output) = (cluster, output);

    public ClusterProcesses Cluster { get; }

    public Load Load => _load!;

    public Watchers Watchers => _watchers!;

    /// <summary>Customers that every sender writes to and every client watches.</summary>
    public IReadOnlyCollection<string> Customers => _conversationsByCustomer.Keys;

    /// <summary>Takes the cluster over: it ends with this world.</summary>
    public static async Task<FaultWorld> StartAsync(ClusterProcesses cluster, int seed, ITestOutputHelper output)
    {
        var world = new FaultWorld(cluster, output);
        try
        {
            await world.BeginAsync(seed);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the others have declared it dead.</summary>
    public async Task DeclaredDeadAsync(ServiceProcess silo)
    {
        var port = ClusterProcesses.SiloPortOf(silo);
        await Waiting.ForAsync($"silo {port} to be declared dead", Patience, async () => (await Cluster.MembersAsync(status: 6)).Contains(port));
        Tell($"silo {port} is declared dead");
    }

    /// <summary>Into the test's output, with the seconds since the world began.</summary>
    public void Tell(string what) => _output.WriteLine($"{Stopwatch.GetElapsedTime(_begin).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),6} s {what}");

    /// <summary>A message of every shared customer, beside the senders.</summary>
    /// <returns>The versions of their conversations.</returns>
    public async Task<IReadOnlyDictionary<string, long>> WriteToAllAsync()
    {
        var receipts = await SayAsync();
        Load.Acknowledged.Add(receipts);
        return receipts.ToDictionary(static r => r.Conversation!, static r => r.Version!.Value, StringComparer.Ordinal);
    }

    /// <summary>Every shared customer writes, and every client hears of it within the time.</summary>
    public async Task HearAgainAsync(TimeSpan within)
    {
        var begin = Stopwatch.GetTimestamp();
        await Watchers.HearAsync("conversation", await WriteToAllAsync());
        var took = Stopwatch.GetElapsedTime(begin);
        Tell($"all clients have heard of all customers after {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        Assert.True(took < within, $"clients heard of changes again after {took}");
    }

    /// <summary>
    /// Stops the senders and asserts: no acknowledged interaction is missing, none is doubled, versions have no gap and no fork, all tables agree with the
    /// journal, and what each watching client folded together is what both hosts answer. Then tells how long the fault was felt.
    /// </summary>
    public async Task EndAsync(string proof, TimeSpan? heardAfter = null)
    {
        await Load.StopAsync();
        Tell("the senders have stopped");
        await Waiting.ForAsync("every answer to be linked and every snooze to end", Patience, IsSettledAsync);
        var audit = await JournalAudit.ReadAsync(Cluster.Store);
        audit.Holds(Load.Acknowledged);
        audit.IsWhole();
        await JournalAudit.AgreesAsync(Cluster.Store);
        Tell("the journal holds what was acknowledged, and all tables agree with it");

        var states = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var host in Cluster.Apis.Where(static a => !a.HasExited)) await StatesAsync(host, audit.CustomerVersions, states);
        Tell("the hosts answer the newest states");
        await Watchers.HearAsync("customer", Versions(states, Customers));
        await Watchers.HearAsync("conversation", Versions(states, _conversationsByCustomer.Values));
        await Watchers.AreWholeAsync(states);
        Tell("the watching clients are whole");
        _hasEnded = true;
        await FaultReport.TellAsync(proof, this, heardAfter, _output);
    }

    public async ValueTask DisposeAsync()
    {
        // What the processes had to say where something went wrong.
        if (!_hasEnded) foreach (var process in Cluster.Apis.Concat(Cluster.Silos)) Tell($"process {process.Id} at {process.Port}:\n{string.Join('\n', process.Output.Split('\n').TakeLast(ToldLines))}");
        if (_load is not null) await _load.DisposeAsync();
        if (_watchers is not null) await _watchers.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private static string[] Handles() => [.. Enumerable.Range(0, SharedCustomers).Select(static i => $"@yhteinen{i}")];

    private async Task<IReadOnlyList<Receipt>> SayAsync()
    {
        using var client = Cluster.Apis[0].Client();
        return await Task.WhenAll(Handles().Select(async handle =>
        {
            var id = $"beside-{Interlocked.Increment(ref _beside)}";
            await Waiting.ForAsync($"{id} of {handle} to be taken", Patience, () => Said.IsTakenAsync(client, handle, id));
            var said = await Said.Async(client, handle, id);
            return new Receipt(id, said.Customer, said.Conversation, said.Version, said.Duplicate);
        }));
    }

    private async Task BeginAsync(int seed)
    {
        var first = await SayAsync();
        foreach (var receipt in first) _conversationsByCustomer[receipt.Customer!] = receipt.Conversation!;
        _watchers = await Watchers.StartAsync(Cluster.Apis, Customers, _conversationsByCustomer.Values);
        _load = Load.Start(Cluster.Apis, seed, Handles());
        _load.Acknowledged.Add(first);
        await _load.GoesOnAsync(30);
        Tell("under load");
    }

    /// <summary>No answer waits whose question is stored, and no deadline has passed unjudged; those of snoozes (at most 9 s ahead) are waited for.</summary>
    private async Task<bool> IsSettledAsync()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Cluster.Store);
        await using var command = source.CreateCommand(
            "select (select count(*) from waiting_answers) + (select count(*) from conversations where next_due_at < extract(epoch from now() + interval '10 s') * 1000)");
        return (long)(await command.ExecuteScalarAsync())! == 0;
    }

    /// <summary>Waits until this host answers every shared customer's newest version: an act whose caller died tells the customer at the next sweep.</summary>
    private async Task StatesAsync(ServiceProcess host, Dictionary<string, long> versions, Dictionary<string, JsonObject> states)
    {
        using var client = host.Client();
        foreach (var (customer, conversation) in _conversationsByCustomer)
        {
            JsonObject state = [];
            await Waiting.ForAsync($"{customer} to be answered at version {versions[customer]}; seen {state["version"]}", Patience, async () =>
            {
                (var version, state) = await Said.CustomerAsync(client, customer);
                Assert.True(version <= versions[customer], $"{customer} is answered at {version}, beyond the journal's {versions[customer]}");
                return version == versions[customer];
            });
            AssertSame(states, customer, state);
            AssertSame(states, conversation, JsonNode.Parse(await client.GetStringAsync($"/api/conversations/{conversation}"))!.AsObject());
        }
    }

    private static void AssertSame(Dictionary<string, JsonObject> states, string id, JsonObject state) => Assert.True(
        states.TryAdd(id, state) || JsonNode.DeepEquals(states[id], state), $"two hosts answer differently: {states[id].ToJsonString()}\n{state.ToJsonString()}");

    private static Dictionary<string, long> Versions(Dictionary<string, JsonObject> states, IEnumerable<string> ids) =>
        ids.ToDictionary(static id => id, id => (long)states[id]["version"]!, StringComparer.Ordinal);
}
