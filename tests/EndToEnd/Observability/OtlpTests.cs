using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Observability;

/// <summary>A small receiver of OTLP over HTTP, in place of a collector.</summary>
public sealed class OtlpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-otlp-");
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

    public void Dispose()
    {
        _listener.Close();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Metrics_and_traces_are_sent_to_the_collector_that_is_set()
    {
        var address = Listen();
        var both = ReceiveAsync();
        await using var service = await ServiceProcess.StartAsync("sqlite", _folder.FullName,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "300"), ("OTEL_BSP_SCHEDULE_DELAY", "300"));
        await new Sending(Traffic.Rows(5, seed: 6), batch: 5, senders: 1).RunAsync(service);

        await both.WaitAsync(Patience);

        var metrics = string.Concat(_received.Where(r => r.Path == "/v1/metrics").Select(r => r.Body));
        foreach (var name in (string[])["crm.ingest.accepted", "crm.commit.duration", "crm.actors.resident", "http.server.request.duration", "socialcrm"])
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        Assert.Contains(_received, r => r.Path == "/v1/traces" && r.Body.Contains("/api/interactions", StringComparison.Ordinal));
    }

    private string Listen()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(address);
        _listener.Start();
        return address;
    }

    /// <summary>Until it has everything, which comes in as many requests as the exporter likes.</summary>
    private async Task ReceiveAsync()
    {
        while (!Has("/v1/traces", "/api/interactions") || !Has("/v1/metrics", "crm.ingest.accepted") || !Has("/v1/metrics", "crm.actors.resident"))
        {
            var context = await _listener.GetContextAsync();
            using var body = new StreamReader(context.Request.InputStream, Encoding.Latin1);
            _received.Enqueue((context.Request.Url!.AbsolutePath, await body.ReadToEndAsync()));
            context.Response.StatusCode = 200;
            context.Response.Close();
        }
    }

    private bool Has(string path, string text) => _received.Any(r => r.Path == path && r.Body.Contains(text, StringComparison.Ordinal));
}
