namespace SocialCrm.Engine;

/// <summary>What a sentence's check is given: the engine as it is, or one broken on purpose.</summary>
internal sealed record SiloSetup
{
    /// <summary>The longest that a step of a check may take. A step that waits for nothing takes far less; this only ends what hangs.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The embedded engine's faults; null for none.</summary>
    public object? Faults { get; init; }
}

/// <summary>Runs the check of a sentence.</summary>
internal static class Sentence
{
    /// <summary>
    /// From a thread without a synchronization context, as HTTP requests come, and, where the engine treats that differently, from one with.
    /// </summary>
    public static async Task HoldsAsync(Func<SiloSetup, Task> check)
    {
        await Task.Run(() => check(new SiloSetup()));
        if (TestSilo.KnowsContexts)
            await check(new SiloSetup());
    }
}

/// <summary>Bounded waiting that says what was waited for.</summary>
internal static class Waiting
{
    public static async Task Within(this Task task, SiloSetup setup, string phase)
    {
        await task.EndsWithin(setup, phase);
        if (!task.IsCompletedSuccessfully)
            Assert.Fail($"{phase}: {task.Exception?.InnerException?.ToString() ?? "cancelled"}");
    }

    public static async Task<TException> FailsWithin<TException>(this Task task, SiloSetup setup, string phase)
        where TException : Exception
    {
        await task.EndsWithin(setup, phase);
        return Assert.IsAssignableFrom<TException>(task.Exception?.InnerException);
    }

    private static async Task EndsWithin(this Task task, SiloSetup setup, string phase)
    {
        await task.WaitAsync(setup.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!task.IsCompleted)
            Assert.Fail($"Still waiting after {setup.Patience.TotalSeconds} s: {phase}.");
    }

    public static async Task<T> Within<T>(this Task<T> task, SiloSetup setup, string phase)
    {
        await ((Task)task).Within(setup, phase);
        return await task;
    }
}
