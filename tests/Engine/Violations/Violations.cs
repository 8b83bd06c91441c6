#pragma warning disable CA1044, CA1068, CA1045, CA1051, CA1052, MA0016, CA1002, CA1024, CA1040, CA1815 // Wrong on purpose.
using Orleans;
using Orleans.Concurrency;

namespace SocialCrm.Engine.Violations;

/// <summary>Keeps every rule.</summary>
public static class Sound
{
    [Alias("crm.sound")]
    public interface IFine : IGrainWithStringKey
    {
        [Alias("a")]
        Task<Fine?> A(Fine fine, IReadOnlyDictionary<string, List<Fine>> more, Guid? id, IFine other, CancellationToken cancellationToken);
    }

    [GrainType("fine")]
    public sealed class FineGrain : Grain;

    [GenerateSerializer, Alias("crm.fine"), Immutable]
    public sealed record Fine
    {
        [Id(0)] public required string Text { get; init; }
        [Id(2)] public FineId Number { get; init; }
        [Id(3)] public IReadOnlyList<Kind> Kinds { get; init; } = [];
        [Id(4)] public Page<Kind>? Page { get; init; }
        public bool IsLong => Text.Length > 10;
    }

    [GenerateSerializer, Alias("crm.fine-id"), Immutable]
    public readonly record struct FineId
    {
        [Id(0)] public Guid Value { get; init; }
    }

    [GenerateSerializer, Alias("crm.page"), Immutable]
    public sealed record Page<T>
    {
        [Id(0)] public IReadOnlyList<T> Items { get; init; } = [];
    }

    [GenerateSerializer, Alias("crm.kind"), Immutable]
    public abstract record Kind;

    [GenerateSerializer, Alias("crm.small"), Immutable]
    public sealed record Small : Kind
    {
        [Id(0)] public int Size { get; init; }
    }
}

public static class InterfaceWithoutAlias
{
    public interface IBad : IGrainWithStringKey;
}

public static class InterfaceWithForeignAlias
{
    [Alias("other.bad")]
    public interface IBad : IGrainWithStringKey;
}

public static class InterfaceWithoutStringKey
{
    [Alias("crm.bad")]
    public interface IBad : IGrain;
}

public static class GenericInterface
{
    [Alias("crm.bad")]
    public interface IBad<T> : IGrainWithStringKey;
}

public static class TwoInterfacesOfOneAlias
{
    [Alias("crm.bad")]
    public interface IBad : IGrainWithStringKey;

    [Alias("crm.bad")]
    public interface IWorse : IGrainWithStringKey;
}

public static class Methods
{
    [Alias("crm.bad")]
    public interface IBad : IGrainWithStringKey
    {
        int Property { get; }

        Task NoAlias();

        [Alias("same")]
        Task One();

        [Alias("same")]
        Task Two();

        [Alias("generic")]
        Task Generic<T>();

        [Alias("no-task")]
        int NoTask();

        [Alias("no-return")]
        void NoReturn();

        [Alias("by-ref")]
        Task ByRef(ref int number);

        [Alias("token-first")]
        Task TokenFirst(CancellationToken cancellationToken, int number);

        [Alias("one-way"), OneWay]
        Task<int> OneWayWithResult();
    }
}

public static class Observers
{
    public interface IBad : IGrainObserver
    {
        [Alias("hear")]
        Task Hear(object anything);
    }
}

public static class GrainClasses
{
    public class NotSealed : Grain;

    [GrainType("twice")]
    public sealed class One : Grain;

    [GrainType("twice")]
    public sealed class Two : Grain;
}

public static class Boundaries
{
    [Alias("crm.bad")]
    public interface IBad : IGrainWithStringKey
    {
        [Alias("a")]
        Task<Plain> A(NoAttributes a, IReadOnlyList<NoIds> b, Positional c, NotARecord d, Base e, Exception f);
    }

    public sealed record NoAttributes;

    [GenerateSerializer]
    public sealed record Plain;

    [GenerateSerializer, Alias("crm.no-ids"), Immutable]
    public sealed record NoIds
    {
        private int _counter;

        public string NoId { get; init; } = "";
        [Id(1)] public string Set { get; set; } = "";
        [Id(2)] public string Get { get; } = "";
        [Id(3)] public string Same { get; init; } = "";
        [Id(3)] public string Same2 { get; init; } = "";
        [Id(4)] public Deep? Inner { get; init; }
        [Id(5)] public string[] Array { get; init; } = [];

        public int Count() => ++_counter;
    }

    [GenerateSerializer, Alias("crm.deep")]
    public sealed record Deep;

    [GenerateSerializer, Alias("crm.positional"), Immutable]
    public sealed record Positional([property: Id(0)] int Number);

    [GenerateSerializer, Alias("crm.deep"), Immutable]
    public sealed class NotARecord;

    [GenerateSerializer, Alias("crm.base"), Immutable]
    public abstract record Base;

    public sealed record Derived : Base;
}
