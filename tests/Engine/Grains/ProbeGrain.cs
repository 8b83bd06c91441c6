using Orleans;

namespace SocialCrm.Engine.Grains;

[GrainType("test-probe")]
public sealed class ProbeGrain(Hub hub) : Grain, IProbeGrain
{
    /// <summary>What <see cref="Ambient"/> looks at.</summary>
    public static readonly AsyncLocal<string?> AmbientValue = new();

    private readonly int _activation = hub.NextActivation();
    private int _inside;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        hub.Report($"{key} activated");
        if (key.StartsWith("slow", StringComparison.Ordinal))
            await hub.When($"{key} may activate");
        if (key.StartsWith("sick", StringComparison.Ordinal) && _activation == 1)
            throw new InvalidOperationException("sick");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        hub.Report($"{key} deactivates: {reason.ReasonCode}");
        if (key.StartsWith("reluctant", StringComparison.Ordinal))
            await hub.When($"{key} may go");
        hub.Report($"{key} is gone");
    }

    public async Task<int> Stay(string name)
    {
        hub.Report(name);
        await hub.When($"{name} may end");
        hub.Report($"{name} ended");
        return _activation;
    }

    public Task<int> StayInterleaved(string name) => Stay(name);

    public Task<int> StayBriefly(string name) => Stay(name);

    public Task StayOneWay(string name) => Stay(name);

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task<int> ActivationInterleaved() => Task.FromResult(_activation);

    public ValueTask<int> ActivationValue() => new(_activation);

    public async ValueTask NothingValue() => await Task.Yield();

    public Task<int> EndAndStay(string name)
    {
        DeactivateOnIdle();
        return Stay(name);
    }

    public Task Linger(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<int> ThrowAtOnce(string message) => throw new InvalidOperationException(message);

    public async Task ThrowLater(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task ThrowOneWay(string message)
    {
        hub.Report("thrown");
        throw new InvalidOperationException(message);
    }

    public async Task<List<int>> Schedulers(string name)
    {
        List<int> ids = [TaskScheduler.Current.Id];
        await Task.Yield();
        ids.Add(TaskScheduler.Current.Id);
        hub.Report(name);
        await hub.When($"{name} may end");
        ids.Add(TaskScheduler.Current.Id);
        await Task.Run(static () => { });
        ids.Add(TaskScheduler.Current.Id);
        await Task.CompletedTask;
        ids.Add(TaskScheduler.Current.Id);
        return ids;
    }

    public Task<List<int>> SchedulersInterleaved(string name) => Schedulers(name);

    public async Task<bool> MeetsSomebody(string signal)
    {
        await hub.When(signal);
        var met = Interlocked.Increment(ref _inside) > 1;
        // A moment in which another one would come, if anything lets it.
        met |= SpinWait.SpinUntil(() => Volatile.Read(ref _inside) > 1, TimeSpan.FromMilliseconds(40));
        Interlocked.Decrement(ref _inside);
        return met;
    }

    public Task<Parcel> Take(Parcel parcel)
    {
        hub.Received.Enqueue(parcel);
        return Task.FromResult(parcel);
    }

    public async Task<string?> Ambient()
    {
        var before = AmbientValue.Value;
        await Task.Yield();
        return before ?? AmbientValue.Value;
    }

    public async Task<int> Relay(string key) => await GrainFactory.GetGrain<IProbeGrain>(key).Activation();

    public async Task<string> RelayException(string key, string message)
    {
        try
        {
            await GrainFactory.GetGrain<IProbeGrain>(key).ThrowLater(message);
            return "nothing";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

[GrainType("test-kept"), KeepAlive]
public sealed class KeptGrain(Hub hub) : Grain, IKeptGrain
{
    private readonly int _activation = hub.NextActivation();

    public Task<int> Activation() => Task.FromResult(_activation);
}

[GrainType("test-long-lived"), CollectionAgeLimit(Hours = 1)]
public sealed class LongLivedGrain(Hub hub) : Grain, ILongLivedGrain
{
    private readonly int _activation = hub.NextActivation();

    public Task<int> Activation() => Task.FromResult(_activation);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hub.Report($"{this.GetPrimaryKeyString()} deactivates: {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}
