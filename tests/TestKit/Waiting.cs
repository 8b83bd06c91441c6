using System.Diagnostics;

namespace SocialCrm.TestKit;

/// <summary>Waits for what another process does, which can only be asked for again and again.</summary>
public static class Waiting
{
    private const int PauseMs = 50;

    /// <param name="what">Stands in the failure: what was waited for.</param>
    /// <param name="atMost">A bound on the wait, not a measure of speed.</param>
    /// <param name="isSo">Asked until it says yes. What it throws because a process is away counts as no.</param>
    /// <returns>How long it took.</returns>
    /// <exception cref="TimeoutException">It didn't become so.</exception>
    public static async Task<TimeSpan> ForAsync(string what, TimeSpan atMost, Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed < atMost)
        {
            try
            {
                if (await isSo()) return watch.Elapsed;
                last = null;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                last = e;
            }

            await Task.Delay(PauseMs);
        }

        throw new TimeoutException($"waited {atMost} for {what}", last);
    }
}
