using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SocialCrm.Bench.Service;

/// <summary>A server in a process of its own, on a free loopback port, stopped at disposal.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    public const string Key = "bench-key-of-this-run-only-0123456789";

    private readonly Process _process;

    private ServiceProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Bytes of memory that the operating system counts for the process.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The product, from the same build as this program.</summary>
    public static Task<ServiceProcess> StartApiAsync(string store, string folder) => StartAsync(
        typeof(SocialCrm.Access.Gate).Assembly.Location,
        port => ["--port", Text(port), "--store", store, "--data", folder],
        "/healthz/ready");

    public static Task<ServiceProcess> StartBaselineAsync(string store, string folder) => StartAsync(
        typeof(ServiceProcess).Assembly.Location,
        port => ["baseline", "--port", Text(port), "--store", store, "--data", folder],
        "/json");

    public HttpClient Client() => new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{Port}"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
    };

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Text(_process.Id)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServiceProcess> StartAsync(string program, Func<int, string[]> arguments, string readyPath)
    {
        var port = FreePort();
        var info = new ProcessStartInfo("dotnet", [program, .. arguments(port)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["CRM_SERVICE_KEY"] = Key;
        info.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet can't be started");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is { Length: > 0 } line) Console.Error.WriteLine(line);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, port);
        using var client = service.Client();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited) break;
            try
            {
                using var answer = await client.GetAsync(new Uri(readyPath, UriKind.Relative));
                if (answer.IsSuccessStatusCode) return service;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{Path.GetFileName(program)} didn't become ready");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
