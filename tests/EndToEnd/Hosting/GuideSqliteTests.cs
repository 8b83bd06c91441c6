using System.Net;
using System.Net.Http.Headers;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Hosting;

/// <summary>The commands of docs/guide/operating.md that go to a running service of one process; those that need none are run by the tests of Cli.</summary>
public sealed class GuideSqliteTests : IDisposable
{
    /// <summary>Run from its own folder, as <c>./crm</c> does.</summary>
    private static readonly string Cli = Path.Combine("..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "SocialCrm.Cli.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-guide-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Key_for_Prometheus_reads_the_metrics_and_drain_ends_the_process()
    {
        await using var service = await ServiceProcess.StartAsync("sqlite", _folder.FullName);
        using var client = service.Client();

        var made = await RunAsync(service, Guide.Of("./crm key create --name prometheus").Single());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);

        await RunAsync(service, Guide.Of("./crm drain").Single(static c => c == "./crm drain"));
        Assert.Equal(0, await service.ExitAsync(Patience));
    }

    private static async Task<EndedProcess> RunAsync(ServiceProcess service, string command)
    {
        string[] where = ["--url", $"http://127.0.0.1:{service.Port}", "--key", ServiceProcess.Key];
        var ended = await EndedProcess.OfAsync(Cli, "en_GB.UTF-8", [.. Guide.Words(command).Skip(1), .. where]);
        Assert.True(ended.ExitCode == 0, $"{command}\n{ended.Output}{ended.Error}");
        return ended;
    }
}
