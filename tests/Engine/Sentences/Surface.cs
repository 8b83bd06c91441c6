using SocialCrm.Engine.Grains;

namespace SocialCrm.Engine.Sentences;

/// <summary>Timers, observers, state, stateless workers and the end of a host.</summary>
public sealed class Surface
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    [Fact]
    public Task Timer_ticks_as_turns_of_its_grain_until_it_is_stopped() => Sentence.HoldsAsync(TimersTick);

    [Fact]
    public Task Timer_while_a_request_is_under_way_waits_unless_it_interleaves() => Sentence.HoldsAsync(TimersWaitForTheirTurn);

    [Fact]
    public Task Observer_hears_one_callers_calls_in_order_until_it_is_deleted() => Sentence.HoldsAsync(ObserversHearInOrder);

    [Fact]
    public Task PersistentState_is_there_at_activation_and_after() => Sentence.HoldsAsync(StatePersists);

    [Fact]
    public Task StatelessWorker_called_while_busy_has_another_activation() => Sentence.HoldsAsync(StatelessWorkersAreSeveral);

    [Fact]
    public Task Stop_deactivates_the_grains_and_refuses_calls() => Sentence.HoldsAsync(StoppingDeactivates);

    internal static async Task TimersTick(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start("tick", Soon, Soon, interleave: false).Within(setup, "the timer is started");
        for (var tick = 1; tick <= 3; tick++)
        {
            silo.LetPass(Soon);
            await silo.Hub.When($"tick {tick}").Within(setup, $"tick {tick}");
            await grain.Ping().Within(setup, "the tick's turn ends");
        }
        await grain.Stop("tick").Within(setup, "the timer is stopped");
        var schedulers = await grain.Schedulers().Within(setup, "the schedulers");
        Assert.Single(schedulers.Distinct());
        Assert.DoesNotContain(TaskScheduler.Default.Id, schedulers);

        await grain.Start("once", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, interleave: true).Within(setup, "a silent timer is started");
        await grain.Change("once", Soon, Timeout.InfiniteTimeSpan).Within(setup, "it is changed to tick once");
        silo.LetPass(Soon);
        await silo.Hub.When("once 1").Within(setup, "it ticks");
    }

    internal static async Task TimersWaitForTheirTurn(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<ITimerGrain>("a");
        await grain.Start("plain", Soon, Timeout.InfiniteTimeSpan, interleave: false).Within(setup, "a timer is started");
        await grain.Start("interleaved", Soon * 2, Timeout.InfiniteTimeSpan, interleave: true).Within(setup, "another is started");
        var stay = grain.Stay("stay");
        await silo.Hub.When("stay").Within(setup, "a request begins");
        var plainCameFirst = silo.Hub.Happened.Contains("plain 1");
        silo.LetPass(Soon * 2);
        await silo.Hub.When("interleaved 1").Within(setup, "the interleaved timer ticks");
        // On a clock of its own the tick may have come before the request.
        Assert.True(plainCameFirst || !silo.Hub.Happened.Contains("plain 1"), "A tick ran while a request was under way.");
        silo.Hub.Set("stay may end");
        await stay.Within(setup, "the request ends");
        await silo.Hub.When("plain 1").Within(setup, "the plain timer ticks");
    }

    internal static async Task ObserversHearInOrder(SiloSetup setup)
    {
        const int count = 500;
        await using var silo = await TestSilo.StartAsync(setup);
        var listener = new Listener(count);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        var speaker = silo.Grains.GetGrain<ISpeakerGrain>("a");
        await speaker.SayAll(reference, count).Within(setup, "the grain speaks");
        // It stands at the first number. Whatever was let in behind that would be heard before this is answered.
        await speaker.Greet(reference).Within(setup, "the listener nods");
        listener.GoOn();
        await listener.AllHeard.Within(setup, "the listener hears all");
        Assert.Equal(Enumerable.Range(0, count), listener.Heard);
        await speaker.Say(reference, count).Within(setup, "an awaited call to the listener");
        Assert.Equal(count, listener.Heard[^1]);

        silo.Grains.DeleteObjectReference<IListener>(reference);
        await speaker.SayAll(reference, 1).Within(setup, "a one-way call to nobody is lost");
        var unheard = speaker.Say(reference, 0);
        silo.LetPass(TimeSpan.FromSeconds(2));
        await unheard.FailsWithin<Exception>(setup, "an awaited call to nobody fails");
        Assert.Equal(count + 1, listener.Heard.Count);
        GC.KeepAlive(listener);
    }

    internal static async Task StatePersists(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var agent = silo.Grains.GetGrain<IAgentGrain>("anna");
        Assert.Equal("none, none before, version none", await agent.Colour().Within(setup, "the state of a new agent"));
        await agent.Choose("red").Within(setup, "a write");
        await agent.Choose("blue").Within(setup, "another write");
        Assert.Equal("blue, none before, version 2", await agent.Colour().Within(setup, "the state after"));
        await agent.Leave().Within(setup, "the agent leaves");
        await silo.Hub.When("anna deactivates: ApplicationRequested").Within(setup, "deactivation");
        Assert.Equal("blue, blue before, version 2", await agent.Colour().Within(setup, "the state of the next activation"));
        Assert.False(await agent.Forget().Within(setup, "the state is cleared"));
        Assert.StartsWith("none,", await agent.Colour().Within(setup, "the state after"), StringComparison.Ordinal);
    }

    internal static async Task StatelessWorkersAreSeveral(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var worker = silo.Grains.GetGrain<IWorkerGrain>("w");
        var first = worker.Work("first");
        await silo.Hub.When("first").Within(setup, "the first call begins");
        var second = worker.Work("second");
        await silo.Hub.When("second").Within(setup, "the second call begins while the first is under way");
        var third = worker.Work("third");
        Assert.DoesNotContain("third", silo.Hub.Happened);
        foreach (var name in new[] { "first", "second", "third" })
            silo.Hub.Set($"{name} may end");
        var activations = await Task.WhenAll(first, second, third).Within(setup, "all calls end");
        Assert.Equal(2, activations.Distinct().Count());
    }

    internal static async Task StoppingDeactivates(SiloSetup setup)
    {
        await using var silo = await TestSilo.StartAsync(setup);
        var grain = silo.Grains.GetGrain<IProbeGrain>("a");
        await grain.Activation().Within(setup, "the first call");
        await silo.StopAsync().Within(setup, "the host stops");
        Assert.Contains("a deactivates: ShuttingDown", silo.Hub.Happened);
        await grain.Activation().FailsWithin<Exception>(setup, "a call after the end");
        Assert.Equal(1, silo.Hub.Happened.Count(h => h == "a activated"));
    }

    private sealed class Listener(int count) : IListener
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _mayGoOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task AllHeard => _all.Task;

        public List<int> Heard { get; } = [];

        public void GoOn() => _mayGoOn.SetResult();

        public async Task Hear(int number)
        {
            if (number == 0)
                await _mayGoOn.Task;
            Heard.Add(number);
            if (Heard.Count == count)
                _all.SetResult();
        }

        public Task HearOneWay(int number) => Hear(number);

        public Task Nod() => Task.CompletedTask;
    }
}
