namespace SocialCrm.Live;

/// <summary>Waiting for conditions in tests: bounded, and naming what was waited for.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Completes when the condition holds; it is looked at whenever the thread pool has a moment.</summary>
    public static async Task BecomesAsync(Func<bool> condition, string phase)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Bound) throw new TimeoutException($"Waited {Bound.TotalSeconds} s in vain: {phase}.");
            await Task.Yield();
        }
    }

    public static async Task<T> WithinBoundAsync<T>(this Task<T> task, string phase)
    {
        try
        {
            return await task.WaitAsync(Bound);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited {Bound.TotalSeconds} s in vain: {phase}.", e);
        }
    }

    public static async Task WithinBoundAsync(this Task task, string phase) => await Wrap(task).WithinBoundAsync(phase);

    private static async Task<bool> Wrap(Task task)
    {
        await task;
        return true;
    }
}
