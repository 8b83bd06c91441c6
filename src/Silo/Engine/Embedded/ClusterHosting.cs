using Microsoft.Extensions.Hosting;
using SocialCrm.Silo.Hosting;

namespace SocialCrm.Silo;

/// <summary>The embedded engine has no network: <see cref="StartRefusal"/> says so before anything here is called.</summary>
public static class ClusterHosting
{
    public static bool IsPossible => false;

    public static IHostApplicationBuilder AddCrmClusterSilo(this IHostApplicationBuilder builder, HostSettings settings) => throw Refused(settings);

    public static IHostApplicationBuilder AddCrmClusterClient(this IHostApplicationBuilder builder, HostSettings settings) => throw Refused(settings);

    private static StartRefusedException Refused(HostSettings settings) => new(StartRefusal.Of(settings with { Role = SiloRole.Cluster })!);
}
