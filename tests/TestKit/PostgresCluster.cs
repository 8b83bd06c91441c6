using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialCrm.TestKit;

/// <summary>
/// A PostgreSQL cluster in a temporary folder, on a free port of the loopback, durable as a real one is (fsync on). PostgreSQL refuses to run as root;
/// then it runs as the user <c>postgres</c>, which its package made.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly string binaries;

    private PostgresCluster(string folder, string binaries, int port)
    {
        (this.folder, this.binaries) = (folder, binaries);
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database=postgres";

    public static async Task<PostgresCluster> StartAsync()
    {
        var cluster = new PostgresCluster(Directory.CreateTempSubdirectory("crm-postgres-").FullName, Binaries(), FreePort());
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", cluster.folder);
        await cluster.AsServerAsync("initdb", "--pgdata", cluster.Data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync");
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Starts it (again) on the same port and returns when it takes connections.</summary>
    public Task StartServerAsync() => AsServerAsync(
        "pg_ctl", "start", "--wait", "--pgdata", Data, "--log", Path.Combine(folder, "log"), "--options",
        $"-c listen_addresses=127.0.0.1 -c port={Port.ToString(CultureInfo.InvariantCulture)} -c unix_socket_directories='' -c max_connections=200");

    /// <summary>Ends it as a crash would: nothing is flushed, and the next start recovers from its log.</summary>
    public Task CrashServerAsync() => AsServerAsync("pg_ctl", "stop", "--wait", "--pgdata", Data, "--mode", "immediate");

    /// <summary>All of its processes stand still; connections stay open, and nobody answers on them.</summary>
    public Task FreezeServerAsync() => SignalAsync("STOP");

    public Task ThawServerAsync() => SignalAsync("CONT");

    /// <summary>Stops the server and removes its folder; for the end of the process, where nothing can be awaited.</summary>
    public void Stop()
    {
        using var process = Process.Start(Command("pg_ctl", "stop", "--wait", "--pgdata", Data, "--mode", "immediate"));
        process?.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await CrashServerAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    /// <summary>The first process before its children: while it stands still it starts no more of them.</summary>
    private async Task SignalAsync(string name)
    {
        var first = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await RunAsync("kill", "-" + name, first);
        var children = await File.ReadAllTextAsync($"/proc/{first}/task/{first}/children");
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // A child may have ended since it was listed.
            using var kill = Process.Start(Info("kill", ["-" + name, child])) ?? throw new InvalidOperationException("kill can't be started");
            await kill.WaitForExitAsync();
        }
    }

    private Task AsServerAsync(string program, params string[] arguments) => RunAsync(Command(program, arguments));

    private ProcessStartInfo Command(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess
            ? Info("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : Info(path, arguments);
    }

    private static Task RunAsync(string program, params string[] arguments) => RunAsync(Info(program, arguments));

    private static ProcessStartInfo Info(string program, string[] arguments) => new(program, arguments) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, UseShellExecute = false };

    /// <summary>What the program says on standard error is passed on; pg_ctl's server inherits standard output, so that isn't waited for.</summary>
    private static async Task RunAsync(ProcessStartInfo info)
    {
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{info.FileName} can't be started");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{info.FileName} {string.Join(' ', info.ArgumentList)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>Debian keeps each version's programs in a folder of its own; elsewhere they are in the path.</summary>
    private static string Binaries()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(static d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(static d => Path.Combine(d, "bin"))
            : [];
        return folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(static d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: 'apt-get install postgresql', or name a server in " + PostgresServer.Variable);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
