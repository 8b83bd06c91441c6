using Orleans.Runtime;
using SocialCrm.Engine.Grains;

namespace SocialCrm.Engine.Sentences;

/// <summary>"An exception reaches the caller; one-way calls may be lost without a sound; calls time out (30 s) ... nothing is copied in process ..."</summary>
public sealed class Calls
{
    [Fact]
    public Task Exception_thrown_at_once_or_later_reaches_the_caller() => Sentence.HoldsAsync(ExceptionsReachTheCaller);

    [Fact]
    public Task OneWayCall_whose_method_stays_or_throws_is_over_at_once() => Sentence.HoldsAsync(OneWayCallsAreNotAwaited);

    [Fact]
    public Task Call_without_an_answer_in_time_times_out() => Sentence.HoldsAsync(CallsTimeOut);

    [Fact]
    public Task ResponseTimeout_by_default_is_30_s() => Sentence.HoldsAsync(CallsTimeOutAfter30Seconds);

    [Fact]
    public Task Request_after_1000_waiting_is_refused() => Sentence.HoldsAsync(WaitingRequestsAreBounded);

    [Fact]
    public Task ImmutableValue_in_process_is_not_copied() => Sentence.HoldsAsync(NothingIsCopied);

    [Fact]
    public Task AsyncLocal_of_the_caller_stays_outside() => Sentence.HoldsAsync(AsyncLocalsStayOutside);

    [Fact]
    public Task ValueTasks_and_calls_between_grains_are_answered() => Sentence.HoldsAsync(EveryKindOfCallIsAnswered);

    internal static async Task ExceptionsReachTheCaller(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        await grain.Activation().Within(setup, "activation");
        var atOnce = await grain.ThrowAtOnce("now").FailsWithin<InvalidOperationException>(setup, "a call that throws at once");
        var later = await grain.ThrowLater("then").FailsWithin<InvalidOperationException>(setup, "a call that throws later");
        Assert.Equal(["now", "then", "there"], [atOnce.Message, later.Message, await grain.RelayException("b", "there").Within(setup, "a grain catches")]);
        await grain.Activation().Within(setup, "the grain goes on");
    }

    internal static async Task OneWayCallsAreNotAwaited(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        await grain.ThrowOneWay("lost").Within(setup, "a one-way call is over though its method throws");
        await silo.Hub.When("thrown").Within(setup, "the one-way method runs");
        await grain.StayOneWay("one-way").Within(setup, "a one-way call is over though its method stays");
        await silo.Hub.When("one-way").Within(setup, "the one-way method runs");
        var next = grain.Activation();
        Assert.False(next.IsCompleted, "A one-way request is a turn like any other.");
        silo.Hub.Set("one-way may end");
        await next.Within(setup, "the next request runs");
    }

    internal static async Task CallsTimeOut(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var call = grain.StayBriefly("brief");
        await silo.Hub.When("brief").Within(setup, "the request begins");
        silo.LetPass(TimeSpan.FromSeconds(2));
        await call.FailsWithin<TimeoutException>(setup, "the call times out");
        // What became of it is open: here it goes on and ends.
        silo.Hub.Set("brief may end");
        await silo.Hub.When("brief ended").Within(setup, "the request ends");
        await grain.Activation().Within(setup, "the grain goes on");
    }

    internal static async Task CallsTimeOutAfter30Seconds(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        Assert.Equal(TimeSpan.FromSeconds(30), silo.ResponseTimeout);
        if (!TestSilo.MovesTime)
            return;
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var begun = grain.Stay("begun");
        await silo.Hub.When("begun").Within(setup, "the request begins");
        var waiting = grain.Stay("waiting");
        silo.LetPass(TimeSpan.FromSeconds(29));
        Assert.False(begun.IsCompleted || waiting.IsCompleted, "A call gave up early.");
        silo.LetPass(TimeSpan.FromSeconds(2));
        await begun.FailsWithin<TimeoutException>(setup, "the running call times out");
        await waiting.FailsWithin<TimeoutException>(setup, "the waiting call times out");
        // Nobody waits for it any more: it never begins.
        silo.Hub.Set("begun may end");
        await grain.Activation().Within(setup, "the grain goes on");
        Assert.DoesNotContain("waiting", silo.Hub.Happened);
    }

    internal static async Task WaitingRequestsAreBounded(SiloSetup setup)
    {
        const int most = 1_000;
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        var running = grain.Stay("running");
        await silo.Hub.When("running").Within(setup, "the first request begins");
        var waiting = Enumerable.Range(0, most).Select(_ => grain.Activation()).ToArray();
        await grain.Activation().FailsWithin<LimitExceededException>(setup, "one more request is refused");
        Assert.DoesNotContain(waiting, w => w.IsCompleted);

        silo.Hub.Set("running may end");
        await running.Within(setup, "the first request ends");
        await Task.WhenAll(waiting).Within(setup, "the waiting requests are answered");
        await grain.Activation().Within(setup, "there is room again");
    }

    internal static async Task NothingIsCopied(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var sent = new Parcel { Text = "here", Numbers = [1, 2, 3] };
        var back = await silo.Grains.GetGrain<IProbeGrain>("a").Take(sent).Within(setup, "the call is answered");
        Assert.True(ReferenceEquals(sent, silo.Hub.Received.Single()), "The argument was copied.");
        Assert.True(ReferenceEquals(sent, back), "The result was copied.");
    }

    internal static async Task AsyncLocalsStayOutside(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        ProbeGrain.AmbientValue.Value = "the caller's";
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        Assert.Null(await grain.Ambient().Within(setup, "the first call is answered"));
        Assert.Null(await grain.Ambient().Within(setup, "the second call is answered"));
        Assert.Equal("the caller's", ProbeGrain.AmbientValue.Value);
    }

    internal static async Task EveryKindOfCallIsAnswered(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a/b:c");
        Assert.Equal(1, await grain.ActivationValue().AsTask().Within(setup, "a ValueTask<T>"));
        await grain.NothingValue().AsTask().Within(setup, "a ValueTask");
        Assert.Equal(2, await grain.Relay("other").Within(setup, "a grain calls another"));
        Assert.Equal("a/b:c", await grain.Key().Within(setup, "the key from inside"));
        Assert.Equal("a/b:c", Orleans.GrainExtensions.GetPrimaryKeyString(grain));
        Assert.Equal(grain, silo.Grains.GetGrain<IProbeGrain>("a/b:c"));
        Assert.NotEqual(grain, silo.Grains.GetGrain<IProbeGrain>("other"));
    }
}
