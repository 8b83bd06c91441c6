using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCrm.Access;

namespace SocialCrm.Notices;

/// <summary>
/// Those who may sign in, as the store has them: what notices are addressed by. Read before the first grain runs and then every two seconds, so whoever was
/// added or left is known as such within that time. Never waits.
/// </summary>
public sealed partial class KnownPeople(IAccessStore store, TimeProvider time, ILogger<KnownPeople> log) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>By name.</summary>
    public IReadOnlyList<KnownPerson> Current { get; private set; } = [];

    public Task StartingAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Postponed(e.GetType().Name);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellation) =>
        Current = [.. (await store.RolesAsync(cancellation)).Select(static p => new KnownPerson(p.Name, p.Role))];

    [LoggerMessage(120, LogLevel.Warning, "Who signs in could not be read anew: {Reason}")]
    private partial void Postponed(string reason);
}
