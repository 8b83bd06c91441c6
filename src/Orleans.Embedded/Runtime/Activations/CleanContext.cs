namespace Orleans.Embedded.Activations;

/// <summary>An execution context without anybody's async-locals.</summary>
internal static class CleanContext
{
    private static readonly ExecutionContext Clean = Capture();

    /// <summary>Makes the thread's context a clean one; what it returns goes to <see cref="Leave"/>.</summary>
    internal static ExecutionContext? Enter()
    {
        var current = ExecutionContext.Capture();
        if (current is null || ReferenceEquals(current, Clean))
            return null;
        ExecutionContext.Restore(Clean);
        return current;
    }

    internal static void Leave(ExecutionContext? outside)
    {
        if (outside is not null)
            ExecutionContext.Restore(outside);
    }

    // A thread that was started without one has the clean context.
    private static ExecutionContext Capture()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
