using System.Globalization;
using Npgsql;

namespace SocialCrm.TestKit;

/// <summary>
/// A cluster of real processes on the loopback with a database of its own: silos, and Api processes that call them. Any of them can be killed, frozen,
/// stopped and started again. The caller's project refers to that of Api, and is built with Engine=Orleans.
/// </summary>
public sealed class ClusterProcesses : IAsyncDisposable
{
    private readonly (string Name, string Value)[] _settings;
    private readonly bool _ownsStore;
    private readonly List<ServiceProcess> _silos = [];
    private readonly List<ServiceProcess> _apis = [];

    private ClusterProcesses(string store, bool ownsStore, (string Name, string Value)[] settings) =>
        (Store, _ownsStore, _settings) = (store, ownsStore, settings);

    /// <summary>The connection string that all processes were given.</summary>
    public string Store { get; }

    /// <summary>In the order of their starts; those that ended stay in the list.</summary>
    public IReadOnlyList<ServiceProcess> Silos => _silos;

    public IReadOnlyList<ServiceProcess> Apis => _apis;

    /// <summary>Starts all of them at once on an empty database of the test run's server, and returns when every one is ready.</summary>
    /// <param name="settings">Environment variables of every process.</param>
    public static async Task<ClusterProcesses> StartAsync(int silos, int apis, params (string Name, string Value)[] settings) =>
        await StartAsync(await PostgresServer.NewDatabaseAsync(), ownsStore: true, silos, apis, settings);

    /// <summary>The same on a store of the caller's, such as one behind a proxy.</summary>
    public static Task<ClusterProcesses> OnAsync(string store, int silos, int apis, params (string Name, string Value)[] settings) =>
        StartAsync(store, ownsStore: false, silos, apis, settings);

    /// <summary>One more silo, ready.</summary>
    /// <param name="settings">Environment variables besides. One named <c>store</c> is its way to the database, such as through a <see cref="NetworkLink"/>.</param>
    public Task<ServiceProcess> AddSiloAsync(params (string Name, string Value)[] settings) => AddSiloAsync(Ports.FreeForSilo(), settings);

    /// <summary>One more Api process, ready.</summary>
    /// <param name="settings">Environment variables besides.</param>
    public Task<ServiceProcess> AddApiAsync(params (string Name, string Value)[] settings) => AddApiAsync(Ports.FreeForSilo(), settings);

    /// <summary>Starts the silo that ended again, on the same ports, and puts it in its place.</summary>
    public Task<ServiceProcess> RestartAsync(ServiceProcess ended) => _silos.Contains(ended)
        ? ReplaceAsync(_silos, ended, AddSiloAsync)
        : ReplaceAsync(_apis, ended, AddApiAsync);

    /// <summary>The silo ports of the members with this status, as the membership table has them. 3: active, 6: dead.</summary>
    public async Task<IReadOnlyList<int>> MembersAsync(int status)
    {
        await using var source = NpgsqlDataSource.Create(Store);
        await using var command = source.CreateCommand("select port from cluster_members where status = $1 order by port");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = status });
        await using var reader = await command.ExecuteReaderAsync();
        List<int> ports = [];
        while (await reader.ReadAsync()) ports.Add(reader.GetInt32(0));
        return ports;
    }

    /// <summary>As the membership table names it.</summary>
    public static int SiloPortOf(ServiceProcess silo) => silo.Port + Ports.ToSilo;

    /// <summary>Ends what still runs, Api processes first, and drops the database made here.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_apis.Select(a => a.DisposeAsync().AsTask()));
        }
        finally
        {
            await Task.WhenAll(_silos.Select(s => s.DisposeAsync().AsTask()));
        }

        if (_ownsStore) await PostgresServer.DropDatabaseAsync(Store);
    }

    private static async Task<ClusterProcesses> StartAsync(string store, bool ownsStore, int silos, int apis, (string Name, string Value)[] settings)
    {
        var cluster = new ClusterProcesses(store, ownsStore, settings);
        try
        {
            // All at once, as an operator's start does: the schema is made by whoever comes first, and Api processes wait for silos.
            await Task.WhenAll(
            [
                .. Enumerable.Range(0, silos).Select(_ => cluster.AddSiloAsync()),
                .. Enumerable.Range(0, apis).Select(_ => cluster.AddApiAsync()),
            ]);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private Task<ServiceProcess> AddSiloAsync(int port, (string Name, string Value)[] settings) => AddAsync(_silos, "SocialCrm.Silo.dll", port, [], settings);

    private Task<ServiceProcess> AddApiAsync(int port, (string Name, string Value)[] settings) =>
        AddAsync(_apis, "SocialCrm.Api.dll", port, ["--silo", "cluster"], settings);

    private async Task<ServiceProcess> AddAsync(
        List<ServiceProcess> to, string program, int port, string[] arguments, (string Name, string Value)[] settings)
    {
        (string Name, string Value)[] all = [("store", Store), .. _settings, .. settings];
        var process = await ServiceProcess.StartAsync(
            program, port, p => ["--port", p.ToString(CultureInfo.InvariantCulture), .. arguments], "/healthz/ready", all);
        lock (to) to.Add(process);
        return process;
    }

    private static async Task<ServiceProcess> ReplaceAsync(
        List<ServiceProcess> among, ServiceProcess ended, Func<int, (string Name, string Value)[], Task<ServiceProcess>> addAsync)
    {
        if (!ended.HasExited) throw new InvalidOperationException($"process {ended.Id} still runs");
        var place = among.IndexOf(ended);
        var again = await addAsync(ended.Port, []);
        among.Remove(again);
        among[place] = again;
        return again;
    }
}
