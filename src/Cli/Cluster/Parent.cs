using SocialCrm.Cli.Terminal;

namespace SocialCrm.Cli.Cluster;

/// <summary>
/// The thread that all processes are started on: the kernel ties a child's life to the thread that started it, and those of the pool come and go.
/// </summary>
internal sealed class Parent : IDisposable
{
    private readonly ManualResetEventSlim over = new();

    public Task<IReadOnlyList<Member>> StartAsync(IReadOnlyList<Planned> plan, string folder, string store, Screen screen)
    {
        var started = new TaskCompletionSource<IReadOnlyList<Member>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                started.SetResult([.. plan.Select(planned => Member.Start(planned, folder, store, screen))]);
            }
            catch (Exception e)
            {
                started.SetException(e);
                return;
            }

            over.Wait();
        })
        { IsBackground = true, Name = "parent" };
        thread.Start();
        return started.Task;
    }

    /// <summary>Kills what still runs.</summary>
    public void Dispose() => over.Set();
}
