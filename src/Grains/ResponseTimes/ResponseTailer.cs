using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocialCrm.ResponseTimes;

/// <summary>Lets the tables of response times follow the journal, a moment behind it. Every silo tries; one of them moves it on.</summary>
public sealed partial class ResponseTailer(ResponseFollower follower, TimeProvider time, ILogger<ResponseTailer> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                while (await follower.StepAsync(stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A cancellation from below included: an exception that leaves this loop ends the process.
                Postponed(e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(120, LogLevel.Warning, "Response times postponed to the next second: {Reason}")]
    private partial void Postponed(string reason);
}
