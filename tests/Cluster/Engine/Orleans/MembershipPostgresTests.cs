using System.Net;
using SocialCrm.TestKit;
using Xunit;

namespace SocialCrm.Cluster;

/// <summary>Processes find each other in the database, and notice when one is gone.</summary>
public sealed class MembershipPostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_silos_and_two_apis_are_one_service()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 2, apis: 2);
        Assert.Equal(cluster.Silos.Select(ClusterProcesses.SiloPortOf).Order(), await cluster.MembersAsync(status: 3));

        using var first = cluster.Apis[0].Client();
        using var second = cluster.Apis[1].Client();
        foreach (var person in Enumerable.Range(0, 20))
        {
            var receipt = await Said.Async(first, $"@person{person}", $"m{person}");
            var seen = await Said.CustomerAsync(second, receipt.Customer);
            Assert.Equal(receipt.Version, seen.Version);
            var again = await Said.Async(second, $"@person{person}", $"m{person}");
            Assert.Equal(receipt with { Duplicate = true }, again);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_that_is_killed_or_freezes_is_declared_dead_and_its_actors_go_on(bool killed)
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 3, apis: 1);
        using var client = cluster.Apis[0].Client();
        var people = Enumerable.Range(0, 40).Select(p => $"@person{p}").ToArray();
        foreach (var person in people) await Said.Async(client, person, "before " + person);

        var victim = cluster.Silos[1];
        if (killed) await victim.KillAsync();
        else await victim.FreezeAsync();
        await Task.WhenAll(people.Select(person =>
            Waiting.ForAsync($"{person} to be answered again", Patience, () => Said.IsTakenAsync(client, person, "after " + person))));

        await Waiting.ForAsync("the silo to be declared dead", Patience, async () => (await cluster.MembersAsync(status: 6)).Contains(ClusterProcesses.SiloPortOf(victim)));
        await victim.ThawAsync();
        await victim.ExitAsync(Patience);
        foreach (var person in people) Assert.True((await Said.Async(client, person, "before " + person)).Duplicate);
    }

    [Fact]
    public async Task Silo_ends_in_good_order_and_comes_back_on_its_ports()
    {
        await using var cluster = await ClusterProcesses.StartAsync(silos: 2, apis: 1);
        using var client = cluster.Apis[0].Client();
        await Said.Async(client, "@liisa", "1");
        var silo = cluster.Silos[0];
        await silo.TerminateAsync();
        Assert.Equal(0, await silo.ExitAsync(Patience));
        Assert.Equal(2, (await Said.Async(client, "@liisa", "2")).Version);

        var again = await cluster.RestartAsync(silo);
        Assert.Same(again, cluster.Silos[0]);
        using var answer = await again.Client().GetAsync(new Uri("/healthz/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, (await Said.Async(client, "@liisa", "3")).Version);
    }
}
