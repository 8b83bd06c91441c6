using Microsoft.AspNetCore.Builder;

namespace SocialCrm.Silo.Hosting;

/// <summary>The start of a process, and what its end says to scripts.</summary>
public static class Starting
{
    /// <summary>
    /// .NET's switch for running what follows a socket's answer on the thread that got it: a quarter less processor time per interaction (ADR 8), since nothing
    /// here blocks such a thread. It is read at a process's first socket; an operator's own value stays.
    /// </summary>
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Runs until the process is told to stop (SIGTERM, Ctrl-C).</summary>
    /// <returns>0, or <see cref="StartRefusal.ExitCode"/> after a line that says what is wrong with the settings.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null) Environment.SetEnvironmentVariable(InlineCompletions, "1");
        WebApplication app;
        try
        {
            app = build();
        }
        catch (Exception e) when (e is StartRefusedException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return StartRefusal.ExitCode;
        }

        await app.RunAsync();
        return 0;
    }
}
