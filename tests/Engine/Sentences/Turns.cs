using SocialCrm.Engine.Grains;

namespace SocialCrm.Engine.Sentences;

/// <summary>"One turn at a time per activation ... Continuations run on the activation's own scheduler ..."</summary>
public sealed class Turns
{
    [Fact]
    public Task SecondRequest_while_the_first_is_under_way_waits() => Sentence.HoldsAsync(SecondRequestWaits);

    [Fact]
    public Task InterleavedRequest_while_another_is_under_way_runs() => Sentence.HoldsAsync(InterleavedRequestRuns);

    [Fact]
    public Task PlainRequest_while_an_interleaved_is_under_way_runs() => Sentence.HoldsAsync(PlainRequestPassesInterleaved);

    [Fact]
    public Task Continuations_of_any_request_run_on_the_activations_scheduler() => Sentence.HoldsAsync(ContinuationsStayOnTheScheduler);

    [Fact]
    public Task InterleavedRequests_woken_together_never_run_together() => Sentence.HoldsAsync(InterleavedRequestsNeverRunTogether);

    internal static async Task SecondRequestWaits(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var first = grain.Stay("first");
        await silo.Hub.When("first").Within(setup, "the first request begins");
        var second = grain.Stay("second");
        // It was sent later and is answered: had the second been let in, it would have begun before.
        await grain.ActivationInterleaved().Within(setup, "an interleaved request is answered");
        Assert.DoesNotContain("second", silo.Hub.Happened);

        silo.Hub.Set("second may end");
        silo.Hub.Set("first may end");
        await Task.WhenAll(first, second).Within(setup, "both requests end");
        Assert.Equal(["a activated", "first", "first ended", "second", "second ended"], silo.Hub.Happened);
    }

    internal static async Task InterleavedRequestRuns(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var plain = grain.Stay("plain");
        await silo.Hub.When("plain").Within(setup, "the plain request begins");
        var interleaved = grain.StayInterleaved("interleaved");
        await silo.Hub.When("interleaved").Within(setup, "an interleaved request begins while a plain one is under way");
        await grain.ActivationInterleaved().Within(setup, "another interleaved request is answered");

        silo.Hub.Set("plain may end");
        silo.Hub.Set("interleaved may end");
        await Task.WhenAll(plain, interleaved).Within(setup, "both requests end");
    }

    internal static async Task PlainRequestPassesInterleaved(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var interleaved = grain.StayInterleaved("interleaved");
        await silo.Hub.When("interleaved").Within(setup, "the interleaved request begins");
        await grain.Activation().Within(setup, "a plain request runs beside an interleaved one");
        silo.Hub.Set("interleaved may end");
        await interleaved.Within(setup, "the interleaved request ends");
    }

    internal static async Task ContinuationsStayOnTheScheduler(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        await grain.Activation().Within(setup, "activation");
        var plain = grain.Schedulers("plain");
        await silo.Hub.When("plain").Within(setup, "the plain request begins");
        var interleaved = grain.SchedulersInterleaved("interleaved");
        await silo.Hub.When("interleaved").Within(setup, "the interleaved request begins");
        silo.Hub.Set("plain may end");
        silo.Hub.Set("interleaved may end");
        List<int> ids = [.. await plain.Within(setup, "the plain request ends"), .. await interleaved.Within(setup, "the interleaved request ends")];
        Assert.Single(ids.Distinct());
        Assert.DoesNotContain(TaskScheduler.Default.Id, ids);
    }

    internal static async Task InterleavedRequestsNeverRunTogether(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        await grain.Activation().Within(setup, "activation");
        var meetings = Enumerable.Range(0, 5).Select(_ => grain.MeetsSomebody("go")).ToArray();
        silo.Hub.Set("go");
        Assert.DoesNotContain(true, await Task.WhenAll(meetings).Within(setup, "all interleaved requests end"));
    }
}
