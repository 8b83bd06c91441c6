using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Embedded.Calls;
using Orleans.Embedded.State;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>A class of grains: what its attributes say, and the directory of its activations.</summary>
internal sealed class GrainClass
{
    private readonly EmbeddedSilo _silo;
    private readonly ConcurrentDictionary<string, ITurnTarget> _targets = new(StringComparer.Ordinal);
    private readonly StateParameter[] _states;
    private readonly ObjectFactory _construct;

    internal GrainClass(Type type, EmbeddedSilo silo)
    {
        _silo = silo;
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? GrainType.Create(type.Name);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>() is { } worker ? silo.Faults.WorkersSingle ? 1 : worker.MaxLocalWorkers : 0;
        MaxIdleMs = (long)IdleAge(type, silo).TotalMilliseconds;
        _states = StateParameter.Of(type, silo.Services);
        _construct = ActivatorUtilities.CreateFactory(type, [.. _states.Select(s => s.ParameterType)]);
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    /// <summary>Activations per key; 0 unless it is a stateless worker.</summary>
    internal int MaxWorkers { get; }

    internal long MaxIdleMs { get; }

    internal IEnumerable<Activation> Activations => _targets.Select(t => t.Value).SelectMany(t => t switch
    {
        Activation activation => [activation],
        WorkerPool pool => pool.Workers,
        _ => Enumerable.Empty<Activation>(),
    });

    internal ITurnTarget Find(string key, ReferenceProxy? reference) => _targets.GetOrAdd(
        key,
        static (key, args) => args.Class.MaxWorkers > 0
            ? new WorkerPool(args.Class._silo, args.Class, key, args.Reference)
            : new Activation(args.Class._silo, args.Class, key, args.Reference, pool: null),
        (Class: this, Reference: reference));

    internal object? ReferenceOf(string key) => _targets.TryGetValue(key, out var target)
        ? target is Activation activation ? activation.Reference : ((WorkerPool)target).Reference
        : null;

    internal void Forget(string key, ITurnTarget target) => _targets.TryRemove(new KeyValuePair<string, ITurnTarget>(key, target));

    /// <summary>Hands a request that has a promise to the activation of today.</summary>
    internal void Deliver(string key, Request request)
    {
        while (true)
        {
            var target = Find(key, reference: null);
            switch (target.Offer(request, mayRunInline: false))
            {
                case Admission.Taken:
                    return;
                case Admission.Refused:
                    request.Fail(target.Refusal());
                    return;
                default:
                    Forget(key, target);
                    break;
            }
        }
    }

    internal Grain Construct(Activation activation, out IReadOnlyList<IStorage> states)
    {
        var id = new GrainId(GrainType, IdSpan.Create(activation.Key));
        IStorage[] records = [.. _states.Select(s => s.Create(id))];
        states = records;
        ActivationUnderConstruction.Current = activation;
        try
        {
            return (Grain)_construct(_silo.Services, records);
        }
        finally
        {
            ActivationUnderConstruction.Current = null;
        }
    }

    private static TimeSpan IdleAge(Type type, EmbeddedSilo silo)
    {
        var limit = silo.Faults.LifetimeIgnored ? null : type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        var isKept = type.IsDefined(typeof(KeepAliveAttribute)) && !silo.Faults.LifetimeIgnored;
        return isKept || limit is { AlwaysActive: true } || silo.Faults.NeverIdle ? TimeSpan.MaxValue : limit?.AgeLimit ?? silo.Options.CollectionAge;
    }
}
