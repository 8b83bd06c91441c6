using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace SocialCrm.TestKit;

/// <summary>The service, or another program beside the caller, in a process of its own on a free loopback port. The caller's project refers to the program's.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    /// <summary>The API key of a service that may do everything.</summary>
    public const string Key = "key-of-this-test-run-only-0123456789";

    private const int ReadyAttempts = 600;
    private const int ReadyPauseMs = 100;
    private const int MaxLines = 1_000;

    /// <summary>A service that hasn't ended by then after SIGTERM hangs.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ServiceProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The operating system's number of the process.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote so far, the last 1,000 lines.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Bytes of memory that the operating system counts for the process.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="store"><c>sqlite</c>, or a PostgreSQL connection string.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="settings">Environment variables besides.</param>
    public static Task<ServiceProcess> StartAsync(string store, string folder, params (string Name, string Value)[] settings) => StartAsync(
        "SocialCrm.Api.dll", port => ["--port", Text(port), "--store", store, "--data", folder], "/healthz/ready", settings);

    /// <param name="program">An assembly in the caller's folder.</param>
    /// <param name="readyPath">Answers 200 when it is ready.</param>
    public static Task<ServiceProcess> StartAsync(
        string program, Func<int, string[]> arguments, string readyPath, params (string Name, string Value)[] settings) =>
        StartAsync(program, Ports.FreeForSilo(), arguments, readyPath, settings);

    /// <summary>The same on a port that the caller chose.</summary>
    public static async Task<ServiceProcess> StartAsync(
        string program, int port, Func<int, string[]> arguments, string readyPath, params (string Name, string Value)[] settings)
    {
        var service = Begin(program, port, arguments(port), settings);
        try
        {
            await service.ReadyAsync(readyPath);
            return service;
        }
        catch
        {
            if (!service.HasExited) await service.KillAsync();
            service._process.Dispose();
            throw;
        }
    }

    /// <summary>Only starts it; the caller knows what to wait for.</summary>
    public static ServiceProcess Begin(string program, int port, string[] arguments, params (string Name, string Value)[] settings)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["CRM_SERVICE_KEY"] = Key;
        foreach (var (name, value) in settings) info.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(info) ?? throw new InvalidOperationException("dotnet can't be started"), port);
        service._process.OutputDataReceived += (_, line) => service.Keep(line.Data);
        service._process.ErrorDataReceived += (_, line) => service.Keep(line.Data);
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        return service;
    }

    /// <summary>A client without a process: of an address that another process listens at.</summary>
    public static HttpClient ClientOf(int port) => new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{Text(port)}"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
    };

    public HttpClient Client() => ClientOf(Port);

    /// <summary>kill -9: nothing of the process runs after it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>kill -9 for the process that it started with this among its arguments.</summary>
    public async Task KillChildAsync(string argument)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(static f => int.TryParse(Path.GetFileName(f), CultureInfo.InvariantCulture, out _)))
        {
            var id = Path.GetFileName(folder);
            string[] arguments, status;
            try
            {
                arguments = (await File.ReadAllTextAsync(Path.Combine(folder, "cmdline"))).Split('\0');
                // number (name) state parent ...; the name may have spaces.
                status = (await File.ReadAllTextAsync(Path.Combine(folder, "stat"))).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }

            if (status[1] != Text(Id) || !arguments.Contains(argument)) continue;
            using var child = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            child.Kill();
            return;
        }

        throw new InvalidOperationException($"process {Text(Id)} has no child with the argument {argument}");
    }

    /// <summary>SIGSTOP: it stands still where it is, its connections stay open, and nobody answers on them.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: a frozen process goes on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>SIGTERM, without waiting for what it does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Its exit code, once it has ended: after <see cref="TerminateAsync"/>, or by itself.</summary>
    /// <exception cref="TimeoutException">It still runs; the message has what it wrote.</exception>
    public async Task<int> ExitAsync(TimeSpan atMost)
    {
        using var late = new CancellationTokenSource(atMost);
        try
        {
            await _process.WaitForExitAsync(late.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"waited {atMost} for process {Text(Id)} to end:\n{Output}", e);
        }
    }

    /// <summary>Ends it when it still runs: in good order, or with kill -9 when it doesn't go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await ThawAsync();
            await TerminateAsync();
            using var late = new CancellationTokenSource(EndPatience);
            try
            {
                await _process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        if (_process.HasExited) return;
        using var kill = Process.Start("kill", ["-" + name, Text(_process.Id)]);
        await kill.WaitForExitAsync();
    }

    private async Task ReadyAsync(string path)
    {
        using var client = Client();
        for (var attempt = 0; attempt < ReadyAttempts && !_process.HasExited; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            // Another process's start can only be polled.
            await Task.Delay(ReadyPauseMs);
        }

        throw new InvalidOperationException($"the service didn't become ready:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        while (_output.Count > MaxLines) _output.TryDequeue(out _);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
