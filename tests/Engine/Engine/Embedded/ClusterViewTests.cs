using Orleans.Embedded;
using SocialCrm.Engine.Grains;

namespace SocialCrm.Engine;

public sealed class ClusterViewTests
{
    [Fact]
    public async Task View_of_a_silo_shows_its_grains_and_who_waits_for_them()
    {
        var setup = new SiloSetup();
        await using var silo = await TestSilo.StartAsync(setup);
        Assert.Equal(0, silo.View.Total);
        var busy = silo.Grains.GetGrain<IProbeGrain>("busy");
        var running = busy.Stay("running");
        await silo.Hub.When("running").Within(setup, "a request begins");
        Task<int>[] waiting = [busy.Activation(), busy.Activation()];
        await silo.Grains.GetGrain<IKeptGrain>("kept").Activation().Within(setup, "another grain is called");

        Assert.Equal(2, silo.View.Total);
        Assert.Equal(3, silo.View.CallsUnderWay);
        Assert.Contains(new GrainTypeCount("test-probe", 1), silo.View.CountsByGrainType());
        Assert.Contains(new GrainTypeCount("test-agent", 0), silo.View.CountsByGrainType());
        Assert.Equal([new GrainQueue("test-probe/busy", 2)], silo.View.LongestQueues(10));

        silo.Hub.Set("running may end");
        await Task.WhenAll([running, .. waiting]).Within(setup, "all requests end");
        Assert.Equal(0, silo.View.CallsUnderWay);
        Assert.Empty(silo.View.LongestQueues(10));
    }

    [Fact]
    public async Task Stop_while_a_call_is_under_way_waits_for_its_answer()
    {
        var setup = new SiloSetup();
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var running = grain.Stay("running");
        await silo.Hub.When("running").Within(setup, "a request begins");
        var stop = silo.StopAsync();
        await grain.ActivationInterleaved().FailsWithin<Orleans.Runtime.OrleansException>(setup, "a call from outside is refused");
        Assert.False(stop.IsCompleted, "The host stopped while a call was under way.");
        silo.Hub.Set("running may end");
        Assert.Equal(1, await running.Within(setup, "the call is answered"));
        await stop.Within(setup, "the host stops");
        Assert.Equal(["a activated", "running", "running ended", "a deactivates: ShuttingDown", "a is gone"], silo.Hub.Happened);
    }
}
