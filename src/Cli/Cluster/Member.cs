using System.Diagnostics;
using System.Globalization;
using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Cluster;

/// <summary>
/// A running process of a local cluster. It is in a session of its own, so Ctrl-C reaches this command only, which stops all in order; and the kernel
/// kills it when the thread that started it ends, however this command ends.
/// </summary>
internal sealed class Member : IDisposable
{
    private readonly Process process;

    private Member(Planned planned, Process process) => (Planned, this.process) = (planned, process);

    public Planned Planned { get; }

    public bool HasEnded => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Whether this system has what starts a process that can't outlive its parent: setsid and setpriv, of util-linux.</summary>
    public static bool CanStart => Array.TrueForAll(["setsid", "setpriv"], static program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))));

    /// <summary>To be called on the thread that lives as long as the process shall.</summary>
    /// <param name="planned">What to start.</param>
    /// <param name="folder">Where the programs are.</param>
    /// <param name="store">Passed in the environment: it may have a password, and arguments are seen by everybody on the machine.</param>
    /// <param name="screen">Where its lines go.</param>
    public static Member Start(Planned planned, string folder, string store, Screen screen)
    {
        // setsid and setpriv become the program that they start: the process keeps its number and its parent.
        var info = new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", "dotnet", Path.Combine(folder, planned.Program), .. planned.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["STORE"] = store },
        };
        var started = Process.Start(info) ?? throw new InvalidOperationException("setsid can't be started");
        started.OutputDataReceived += (_, line) => Write(screen.Out, planned, line.Data);
        started.ErrorDataReceived += (_, line) => Write(screen.Error, planned, line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new Member(planned, started);
    }

    public Task EndedAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>SIGTERM, and kill -9 when it hasn't ended by then.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan patience, TimeProvider clock)
    {
        if (process.HasExited) return true;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience, clock);
            return true;
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return false;
        }
    }

    public void Dispose() => process.Dispose();

    private static void Write(TextWriter to, Planned planned, string? line)
    {
        if (line is null) return;
        lock (to) to.WriteLine($"{planned.Name,-8}| {line}");
    }
}
