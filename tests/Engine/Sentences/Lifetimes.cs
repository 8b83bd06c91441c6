using SocialCrm.Engine.Grains;

namespace SocialCrm.Engine.Sentences;

/// <summary>"Activation on first call; idle deactivation; ... calls to a deactivating grain go to its next activation ..."</summary>
public sealed class Lifetimes
{
    [Fact]
    public Task Grain_at_its_first_call_is_activated_once() => Sentence.HoldsAsync(FirstCallActivates);

    [Fact]
    public Task FirstCalls_while_the_grain_activates_wait_for_it() => Sentence.HoldsAsync(CallsWaitForActivation);

    [Fact]
    public Task FailedActivation_tells_its_callers_and_is_tried_anew() => Sentence.HoldsAsync(FailedActivationIsTriedAnew);

    [Fact]
    public Task IdleGrain_is_deactivated_and_activated_anew() => Sentence.HoldsAsync(IdleGrainsEnd);

    [Fact]
    public Task BusyGrain_is_not_idle() => Sentence.HoldsAsync(BusyGrainsAreNotIdle);

    [Fact]
    public Task Grain_that_is_to_stay_longer_stays() => Sentence.HoldsAsync(GrainsThatAreToStayStay);

    [Fact]
    public Task DeactivateOnIdle_after_the_turn_sends_waiting_calls_to_the_next_activation() => Sentence.HoldsAsync(WaitingCallsGoToTheNextActivation);

    [Fact]
    public Task Call_to_a_deactivating_grain_waits_for_the_next_activation() => Sentence.HoldsAsync(CallsToADeactivatingGrainGoToTheNext);

    internal static async Task FirstCallActivates(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        Assert.Empty(silo.Hub.Happened);
        Assert.Equal(1, await grain.Activation().Within(setup, "the first call"));
        Assert.Equal(1, await grain.Activation().Within(setup, "the second call"));
        Assert.Equal(["a activated"], silo.Hub.Happened);
        Assert.Equal(2, await silo.Grains.GetGrain<IProbeGrain>("b").Activation().Within(setup, "another grain's first call"));
    }

    internal static async Task CallsWaitForActivation(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("slow");
        Task<int>[] calls = [grain.Activation(), grain.ActivationInterleaved(), grain.Activation()];
        await silo.Hub.When("slow activated").Within(setup, "activation begins");
        Assert.DoesNotContain(calls, c => c.IsCompleted);
        silo.Hub.Set("slow may activate");
        Assert.Equal(new[] { 1, 1, 1 }, await Task.WhenAll(calls).Within(setup, "the calls are answered"));
    }

    internal static async Task FailedActivationIsTriedAnew(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("sick");
        var failed = await grain.Activation().FailsWithin<InvalidOperationException>(setup, "the first call");
        Assert.Equal("sick", failed.Message);
        Assert.Equal(2, await grain.Activation().Within(setup, "the second call"));
    }

    internal static async Task IdleGrainsEnd(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        Assert.Equal(1, await grain.Activation().Within(setup, "the first call"));
        silo.LetIdle();
        await silo.Hub.When("a deactivates: ActivationIdle").Within(setup, "the idle grain is deactivated");
        Assert.Equal(2, await grain.Activation().Within(setup, "the call after"));
    }

    internal static async Task BusyGrainsAreNotIdle(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var busy = silo.Grains.GetGrain<IProbeGrain>("busy");
        // Not awaited, so that it can't time out: the clock moves far.
        await busy.StayOneWay("work").Within(setup, "a one-way call is over");
        await silo.Hub.When("work").Within(setup, "the work begins");
        await silo.Grains.GetGrain<IProbeGrain>("idle").Activation().Within(setup, "another grain is called");
        silo.LetIdle();
        await silo.Hub.When("idle deactivates: ActivationIdle").Within(setup, "the idle grain is deactivated");
        silo.Hub.Set("work may end");
        await silo.Hub.When("work ended").Within(setup, "the work ends");
        Assert.Equal(1, await busy.Activation().Within(setup, "the call after"));
        Assert.DoesNotContain("busy deactivates: ActivationIdle", silo.Hub.Happened);
    }

    internal static async Task GrainsThatAreToStayStay(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var kept = silo.Grains.GetGrain<IKeptGrain>("kept");
        var longLived = silo.Grains.GetGrain<ILongLivedGrain>("long-lived");
        var delayed = silo.Grains.GetGrain<IProbeGrain>("delayed");
        await delayed.Linger(TimeSpan.FromHours(1)).Within(setup, "deactivation is delayed");
        Task<int>[] before = [kept.Activation(), longLived.Activation(), delayed.Activation()];
        await Task.WhenAll(before).Within(setup, "the first calls");
        await silo.Grains.GetGrain<IProbeGrain>("idle").Activation().Within(setup, "another grain is called");
        silo.LetIdle();
        await silo.Hub.When("idle deactivates: ActivationIdle").Within(setup, "the idle grain is deactivated");
        Task<int>[] after = [kept.Activation(), longLived.Activation(), delayed.Activation()];
        Assert.Equal(await Task.WhenAll(before), await Task.WhenAll(after).Within(setup, "the calls after"));
        if (!TestSilo.MovesTime)
            return;
        silo.LetPass(TimeSpan.FromHours(2));
        await silo.Hub.When("long-lived deactivates: ActivationIdle").Within(setup, "what was to stay an hour is deactivated");
        await silo.Hub.When("delayed deactivates: ActivationIdle").Within(setup, "what was delayed for an hour is deactivated");
        Assert.Equal(await before[0], await kept.Activation().Within(setup, "the call of what is kept"));
    }

    internal static async Task WaitingCallsGoToTheNextActivation(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var last = grain.EndAndStay("last");
        await silo.Hub.When("last").Within(setup, "the last turn begins");
        Task<int>[] waiting = [grain.Activation(), grain.ActivationInterleaved(), grain.Activation()];
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        silo.Hub.Set("last may end");
        Assert.Equal(1, await last.Within(setup, "the last turn ends"));
        Assert.Equal(new[] { 2, 2, 2 }, await Task.WhenAll(waiting).Within(setup, "the waiting calls are answered"));
        Assert.Equal(
            ["a activated", "last", "last ended", "a deactivates: ApplicationRequested", "a is gone", "a activated"], silo.Hub.Happened);
    }

    internal static async Task CallsToADeactivatingGrainGoToTheNext(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("reluctant");
        silo.Hub.Set("last may end");
        await grain.EndAndStay("last").Within(setup, "the last turn ends");
        await silo.Hub.When("reluctant deactivates: ApplicationRequested").Within(setup, "deactivation begins");
        Task<int>[] calls = [grain.Activation(), grain.ActivationInterleaved()];
        Assert.DoesNotContain(calls, c => c.IsCompleted);
        silo.Hub.Set("reluctant may go");
        Assert.Equal(new[] { 2, 2 }, await Task.WhenAll(calls).Within(setup, "the calls are answered"));
        // There are never two of them.
        Assert.Equal(["reluctant is gone", "reluctant activated"], silo.Hub.Happened.TakeLast(2));
    }
}
