using Microsoft.Extensions.Logging;
using Orleans;

namespace SocialCrm.Silo;

/// <summary>What a client knows of its connections to the cluster's silos.</summary>
internal sealed partial class ClusterLink(ILogger<ClusterLink> log) : IClusterConnectionStatusObserver
{
    private int _gateways;

    /// <summary>False until the first connection; false again while no silo can be reached.</summary>
    public bool IsUp => Volatile.Read(ref _gateways) > 0;

    /// <summary>Several connections may tell at once, in any order: only the differences count.</summary>
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        Silos(Interlocked.Add(ref _gateways, currentNumberOfGateways - previousNumberOfGateways));

    public void NotifyClusterConnectionLost()
    {
        // The count has said so.
    }

    [LoggerMessage(2200, LogLevel.Information, "Connected to {Silos} silos")]
    private partial void Silos(int silos);

    /// <summary>At start the silos may be on their way: tries again every second, for as long as the start isn't given up.</summary>
    internal sealed partial class WaitForSilos(TimeProvider time, ILogger<ClusterLink> log) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            NoSilo(exception.GetType().Name);
            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }

        [LoggerMessage(2201, LogLevel.Warning, "No silo of the cluster answers yet ({Reason})")]
        private partial void NoSilo(string reason);
    }
}
