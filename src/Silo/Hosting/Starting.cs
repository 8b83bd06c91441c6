using Microsoft.AspNetCore.Builder;

namespace SocialCrm.Silo.Hosting;

/// <summary>The start of a process, and what its end says to scripts.</summary>
public static class Starting
{
    /// <summary>Runs until the process is told to stop (SIGTERM, Ctrl-C).</summary>
    /// <returns>0, or <see cref="StartRefusal.ExitCode"/> after a line that says what is wrong with the settings.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
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
