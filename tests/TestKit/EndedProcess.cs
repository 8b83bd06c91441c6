using System.Diagnostics;

namespace SocialCrm.TestKit;

/// <summary>A program that was run to its end.</summary>
public sealed record EndedProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="program">An assembly in the caller's folder.</param>
    /// <param name="language">LC_ALL.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="TimeoutException">It still runs after a minute; it is killed then.</exception>
    public static async Task<EndedProcess> OfAsync(string program, string language, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["LC_ALL"] = language;
        using var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet can't be started");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill();
            throw new TimeoutException($"waited {Patience} for {program} to end", e);
        }

        return new EndedProcess(process.ExitCode, await output, await error);
    }
}
