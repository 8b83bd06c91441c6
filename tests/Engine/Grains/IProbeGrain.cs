using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Engine.Grains;

/// <summary>Something that crosses a boundary.</summary>
[GenerateSerializer, Alias("crm.test.parcel"), Immutable]
public sealed record Parcel
{
    [Id(0)] public string Text { get; init; } = "";
    [Id(1)] public IReadOnlyList<int> Numbers { get; init; } = [];
}

/// <summary>A grain that does what a test tells it, and says where it is.</summary>
[Alias("crm.test.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Reports <paramref name="name"/>, then waits until the test sets <c>name-may-end</c>. Returns the activation's number.</summary>
    [Alias("stay")]
    Task<int> Stay(string name);

    [Alias("stay-interleaved"), AlwaysInterleave]
    Task<int> StayInterleaved(string name);

    [Alias("stay-briefly"), ResponseTimeout("00:00:01")]
    Task<int> StayBriefly(string name);

    [Alias("stay-one-way"), OneWay]
    Task StayOneWay(string name);

    /// <summary>The activation's number, at once.</summary>
    [Alias("activation")]
    Task<int> Activation();

    [Alias("activation-interleaved"), AlwaysInterleave]
    Task<int> ActivationInterleaved();

    [Alias("activation-value")]
    ValueTask<int> ActivationValue();

    [Alias("nothing-value")]
    ValueTask NothingValue();

    /// <summary>Asks for its deactivation, then stays.</summary>
    [Alias("end-and-stay")]
    Task<int> EndAndStay(string name);

    [Alias("linger")]
    Task Linger(TimeSpan time);

    [Alias("throw-at-once")]
    Task<int> ThrowAtOnce(string message);

    [Alias("throw-later")]
    Task ThrowLater(string message);

    [Alias("throw-one-way"), OneWay]
    Task ThrowOneWay(string message);

    /// <summary>The ids of the schedulers before and after several kinds of awaits.</summary>
    [Alias("schedulers")]
    Task<List<int>> Schedulers(string name);

    [Alias("schedulers-interleaved"), AlwaysInterleave]
    Task<List<int>> SchedulersInterleaved(string name);

    /// <summary>Waits for the signal, then looks whether somebody else is in the grain's code at the same time.</summary>
    [Alias("meet"), AlwaysInterleave]
    Task<bool> MeetsSomebody(string signal);

    /// <summary>Hands the parcel to the hub and back.</summary>
    [Alias("take")]
    Task<Parcel> Take(Parcel parcel);

    /// <summary>The caller's async-local, if it comes through.</summary>
    [Alias("ambient")]
    Task<string?> Ambient();

    /// <summary>Asks another grain for its activation's number.</summary>
    [Alias("relay")]
    Task<int> Relay(string key);

    /// <summary>Has another grain throw, and gives back what it caught.</summary>
    [Alias("relay-exception")]
    Task<string> RelayException(string key, string message);

    [Alias("key")]
    Task<string> Key();
}

/// <summary>A probe that stays in memory.</summary>
[Alias("crm.test.kept")]
public interface IKeptGrain : IGrainWithStringKey
{
    [Alias("activation")]
    Task<int> Activation();
}

/// <summary>A probe that stays for an hour.</summary>
[Alias("crm.test.long-lived")]
public interface ILongLivedGrain : IGrainWithStringKey
{
    [Alias("activation")]
    Task<int> Activation();
}
