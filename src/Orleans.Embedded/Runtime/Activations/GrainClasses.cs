using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>Which class stands behind which grain interface.</summary>
internal sealed class GrainClasses
{
    private readonly ConcurrentDictionary<Type, (InterfaceTable Table, GrainClass Class)> _byInterface = new();
    private readonly ConcurrentDictionary<Type, InterfaceTable> _observers = new();
    private readonly Dictionary<Type, List<GrainClass>> _implementations;
    private readonly EmbeddedSilo _silo;

    internal GrainClasses(IEnumerable<Assembly> assemblies, EmbeddedSilo silo)
    {
        _silo = silo;
        All = [.. assemblies.Distinct().SelectMany(a => a.GetTypes())
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsSubclassOf(typeof(Grain)))
            .Select(t => new GrainClass(t, silo))];
        _implementations = All
            .SelectMany(c => c.Type.GetInterfaces().Where(i => i.IsAssignableTo(typeof(IGrain))).Select(i => (Interface: i, Class: c)))
            .GroupBy(p => p.Interface, p => p.Class)
            .ToDictionary(g => g.Key, g => g.ToList());
    }

    internal IReadOnlyList<GrainClass> All { get; }

    internal (InterfaceTable Table, GrainClass Class) Of(Type grainInterface) =>
        _byInterface.TryGetValue(grainInterface, out var found) ? found : _byInterface.GetOrAdd(grainInterface, Resolve);

    internal InterfaceTable OfObserver(Type observerInterface) => _observers.GetOrAdd(observerInterface, t => new InterfaceTable(t, _silo));

    private (InterfaceTable Table, GrainClass Class) Resolve(Type grainInterface) => _implementations.GetValueOrDefault(grainInterface) switch
    {
        null => throw new ArgumentException($"No grain class in the given assemblies implements {grainInterface}.", nameof(grainInterface)),
        [var single] => (new InterfaceTable(grainInterface, _silo), single),
        var several => throw new ArgumentException($"{grainInterface} is implemented by {string.Join(" and ", several.Select(c => c.Type.Name))}.", nameof(grainInterface)),
    };
}
