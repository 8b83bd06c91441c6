using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SocialCrm.TestKit;

namespace SocialCrm.Deploy.Balancer;

/// <summary>HAProxy with deploy/haproxy/haproxy.cfg, whose one line about where Api processes are (Docker's names) is replaced by ports of the loopback.</summary>
internal sealed partial class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder;
    private readonly Process _haproxy;

    private Balancer(DirectoryInfo folder, Process haproxy, int port) => (_folder, _haproxy, Port) = (folder, haproxy, port);

    public int Port { get; }

    /// <summary>Starts it, and returns when it takes at least one of the processes for ready.</summary>
    public static async Task<Balancer> StartAsync(params IReadOnlyList<int> apis)
    {
        var folder = Directory.CreateTempSubdirectory("crm-balancer-");
        var servers = string.Join('\n', apis.Select(static (port, i) => $"    server api-{Text(i)} 127.0.0.1:{Text(port)}"));
        var configuration = Repository.TextOf("deploy/haproxy/haproxy.cfg");
        if (ServersPattern().Count(configuration) != 1) throw new InvalidOperationException("one line of haproxy.cfg says where the Api processes are");
        var file = Path.Combine(folder.FullName, "haproxy.cfg");
        await File.WriteAllTextAsync(file, ServersPattern().Replace(configuration, servers));
        var port = Ports.Free();
        var start = new ProcessStartInfo("haproxy", ["-f", file]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["BALANCER_LISTEN"] = $"127.0.0.1:{Text(port)}";
        var haproxy = Process.Start(start) ?? throw new InvalidOperationException("haproxy did not start");
        haproxy.BeginOutputReadLine();
        var balancer = new Balancer(folder, haproxy, port);
        try
        {
            using var client = new HttpClient { BaseAddress = balancer.Address };
            await Waiting.ForAsync("the balancer to find a ready process", Patience, async () =>
            {
                using var answer = await client.GetAsync(new Uri("/balancer", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            });
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    public Uri Address => new($"http://127.0.0.1:{Text(Port)}");

    public async ValueTask DisposeAsync()
    {
        if (!_haproxy.HasExited) _haproxy.Kill();
        await _haproxy.WaitForExitAsync();
        _haproxy.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^ *server-template .*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ServersPattern();
}
