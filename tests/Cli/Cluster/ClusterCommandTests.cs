using SocialCrm.Cli.Cluster;
using Xunit;

namespace SocialCrm.Cli.Tests.Cluster;

public sealed class ClusterCommandTests
{
    [Theory]
    [InlineData("en", "The embedded engine runs in one process")]
    [InlineData("fi", "Sulautettu moottori toimii yhdessä prosessissa")]
    public async Task Without_programs_of_Orleans_it_says_why_there_is_no_cluster(string language, string said)
    {
        Assert.Null(Environment.GetEnvironmentVariable(ClusterCommand.ProgramsVariable));
        var line = new CommandLine();
        var code = await line.RunAsync("cluster", "--silos", "2", "--store", "Host=127.0.0.1", "--lang", language);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith(said, line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_follow_the_first_and_never_meet()
    {
        var plan = ClusterPlan.Of(silos: 3, apis: 2, port: 5080, clusterId: "crm");
        Assert.Equal([5080, 5081], plan.Where(p => !p.IsSilo).Select(p => p.Port));
        Assert.Equal([5180, 5181, 5182], plan.Where(p => p.IsSilo).Select(p => p.Port));
        Assert.Equal(["silo-1", "silo-2", "silo-3", "api-1", "api-2"], plan.Select(p => p.Name));

        var all = ClusterPlan.Of(ClusterPlan.MaxOfAKind, ClusterPlan.MaxOfAKind, ClusterPlan.HighestPort, "crm")
            .SelectMany(p => new[] { p.Port, p.Port + 10_000, p.Port + 20_000 }).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.True(all.Max() < 32_768);
    }
}
