using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Tests;

/// <summary>What a test does at the steps of transactions: hold one until others wait behind it, or break it.</summary>
internal sealed class Steps
{
    private readonly object gate = new();
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool holding;
    private int commits;

    /// <summary>Transactions that were about to commit.</summary>
    public int Commits => Volatile.Read(ref commits);

    /// <summary>Throws at each such step while it is set.</summary>
    public CommitStep? BreakAt { get; set; }

    public Action<CommitStep>? Then { get; set; }

    /// <summary>Completes when a transaction stands before its commit, held.</summary>
    public Task Held => held.Task;

    public void Hold() => holding = true;

    public void Release()
    {
        lock (gate)
        {
            holding = false;
            Monitor.PulseAll(gate);
        }
    }

    public void At(CommitStep step)
    {
        if (step == CommitStep.BeforeCommit)
        {
            Interlocked.Increment(ref commits);
            lock (gate)
            {
                if (holding) held.TrySetResult();
                while (holding) Monitor.Wait(gate);
            }
        }

        Then?.Invoke(step);
        if (BreakAt == step) throw new InvalidOperationException("broken by the test");
    }
}
