using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace SocialCrm.Engine.Grains;

[GrainType("test-speaker")]
public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    public Task Say(IListener listener, int number) => listener.Hear(number);

    public Task SayAll(IListener listener, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(listener.HearOneWay));

    public Task Greet(IListener listener) => listener.Nod();
}

[GrainType("test-timer")]
public sealed class TimerGrain(Hub hub) : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> _timers = new(StringComparer.Ordinal);
    private readonly List<int> _schedulers = [];

    public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave)
    {
        _schedulers.Add(TaskScheduler.Current.Id);
        var ticks = 0;
        _timers[name] = this.RegisterGrainTimer(
            async (state, cancellationToken) =>
            {
                await Task.Yield();
                _schedulers.Add(TaskScheduler.Current.Id);
                cancellationToken.ThrowIfCancellationRequested();
                hub.Report($"{state} {++ticks}");
                if (ticks == 1)
                    throw new InvalidOperationException("The timer goes on.");
            },
            name,
            new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(string name, TimeSpan due, TimeSpan period)
    {
        _timers[name].Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public async Task Stay(string name)
    {
        hub.Report(name);
        await hub.When($"{name} may end");
        hub.Report($"{name} ended");
    }

    public Task Ping() => Task.CompletedTask;

    public Task<List<int>> Schedulers() => Task.FromResult(_schedulers);
}

[GrainType("test-agent")]
public sealed class AgentGrain([PersistentState("choices", "agents")] IPersistentState<Choices> choices, Hub hub) : Grain, IAgentGrain
{
    private string _atActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = choices.State.Colour;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hub.Report($"{this.GetPrimaryKeyString()} deactivates: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Colour() => Task.FromResult($"{choices.State.Colour}, {_atActivation} before, version {choices.Etag ?? "none"}");

    public Task Choose(string colour)
    {
        choices.State = choices.State with { Colour = colour };
        return choices.WriteStateAsync();
    }

    public async Task<bool> Forget()
    {
        await choices.ClearStateAsync();
        return choices.RecordExists;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

[GrainType("test-worker"), StatelessWorker(2)]
public sealed class WorkerGrain(Hub hub) : Grain, IWorkerGrain
{
    private readonly int _activation = hub.NextActivation();

    public async Task<int> Work(string name)
    {
        hub.Report(name);
        await hub.When($"{name} may end");
        return _activation;
    }
}
