using SocialCrm.Overload;
using SocialCrm.TestKit;
using Xunit.Abstractions;

namespace SocialCrm.Cluster;

/// <summary>The actors in another process than the senders' requests: refusals cross the network as what they are.</summary>
public sealed class OverloadClusterPostgresTests(ITestOutputHelper output) : OverloadTests(output)
{
    protected override async Task<(IAsyncDisposable Service, string Store, HttpClient Client)> StartAsync(params (string Name, string Value)[] settings)
    {
        var cluster = await ClusterProcesses.StartAsync(silos: 2, apis: 1, settings);
        return (cluster, cluster.Store, cluster.Apis[0].Client());
    }
}
