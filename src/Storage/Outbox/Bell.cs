namespace SocialCrm.Outbox;

/// <summary>Wakes who waits for work that this process committed. Rings that nobody hears are kept as one.</summary>
public sealed class Bell
{
    private readonly Lock gate = new();
    private TaskCompletionSource rung = New();

    public void Ring()
    {
        lock (gate) rung.TrySetResult();
    }

    /// <summary>Returns when it was rung since the last return, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        Task ring;
        lock (gate) ring = rung.Task;
        try
        {
            await ring.WaitAsync(atMost, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Others may have committed something: whoever waits looks.
        }

        lock (gate) if (rung.Task.IsCompleted) rung = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
