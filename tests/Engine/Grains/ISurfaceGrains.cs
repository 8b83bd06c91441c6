using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Engine.Grains;

[Alias("crm.test.listener")]
public interface IListener : IGrainObserver
{
    [Alias("hear"), ResponseTimeout("00:00:01")]
    Task Hear(int number);

    [Alias("hear-one-way"), OneWay]
    Task HearOneWay(int number);

    [Alias("nod"), AlwaysInterleave]
    Task Nod();
}

[Alias("crm.test.speaker")]
public interface ISpeakerGrain : IGrainWithStringKey
{
    [Alias("say")]
    Task Say(IListener listener, int number);

    /// <summary>Says 0 to <paramref name="count"/> - 1 without waiting in between.</summary>
    [Alias("say-all")]
    Task SayAll(IListener listener, int count);

    [Alias("greet")]
    Task Greet(IListener listener);
}

[Alias("crm.test.timer")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer whose ticks report <c>name 1</c>, <c>name 2</c>, ...; the first one throws.</summary>
    [Alias("start")]
    Task Start(string name, TimeSpan due, TimeSpan period, bool interleave);

    [Alias("change")]
    Task Change(string name, TimeSpan due, TimeSpan period);

    [Alias("stop")]
    Task Stop(string name);

    [Alias("stay")]
    Task Stay(string name);

    [Alias("ping"), AlwaysInterleave]
    Task Ping();

    /// <summary>The schedulers of the turns of this grain until now, ticks included.</summary>
    [Alias("schedulers")]
    Task<List<int>> Schedulers();
}

[GenerateSerializer, Alias("crm.test.choices"), Immutable]
public sealed record Choices
{
    [Id(0)] public string Colour { get; init; } = "none";
}

[Alias("crm.test.agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    [Alias("colour")]
    Task<string> Colour();

    [Alias("choose")]
    Task Choose(string colour);

    [Alias("forget")]
    Task<bool> Forget();

    [Alias("leave")]
    Task Leave();
}

[Alias("crm.test.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    [Alias("work")]
    Task<int> Work(string name);
}
