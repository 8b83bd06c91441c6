using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>The base class of references: turns a call of an interface's method into a request and sees it delivered.</summary>
internal class ReferenceProxy : DispatchProxy, IAddressable, IKeyedReference, IEquatable<ReferenceProxy>
{
    private InterfaceTable _table = null!;
    private GrainClass? _class;
    private ITurnTarget? _target;

    string IKeyedReference.Key => _class is null ? throw new InvalidOperationException("An observer has no key.") : Key;

    internal string Key { get; private set; } = "";

    internal InterfaceTable Table => _table;

    internal ReferenceProxy Copy() => (ReferenceProxy)MemberwiseClone();

    internal void ToGrain(InterfaceTable table, GrainClass grainClass, string key) => (_table, _class, Key) = (table, grainClass, key);

    internal void ToObserver(InterfaceTable table, ObserverGate observer) => (_table, _target) = (table, observer);

    internal ObserverGate? Observer => _class is null ? (ObserverGate?)_target : null;

    public bool Equals(ReferenceProxy? other) =>
        other is not null && (_class is null ? ReferenceEquals(_target, other._target) : _class == other._class && string.Equals(Key, other.Key, StringComparison.Ordinal));

    public override bool Equals(object? obj) => obj is ReferenceProxy other && Equals(other);

    public override int GetHashCode() => _class is null ? _target!.GetHashCode() : string.GetHashCode(Key, StringComparison.Ordinal);

    public override string ToString() => _class is null ? "observer" : $"{_class.GrainType}/{Key}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = _table[targetMethod!];
        var request = method.NewRequest(args ?? []);
        var isOutside = TaskScheduler.Current is not TurnScheduler;
        if (isOutside && _table.Silo.IsStopping)
            request.Fail(new OrleansException("The host is stopping."));
        else
            Deliver(request, isOutside && !method.IsOneWay && SynchronizationContext.Current is null && !ExecutionContext.IsFlowSuppressed());
        return method.Wrap(request.Answer);
    }

    private void Deliver(Request request, bool mayRunInline)
    {
        while (true)
        {
            var target = _target ??= _class!.Find(Key, this);
            var admission = target.Offer(request, mayRunInline);
            if (admission == Admission.Taken)
                return;
            if (admission == Admission.Refused || _class is null)
            {
                request.Fail(target.Refusal());
                return;
            }
            _class.Forget(Key, target);
            _target = null;
        }
    }
}

/// <summary>An interface's methods, and how its proxies are made.</summary>
internal sealed class InterfaceTable
{
    // By handle: a method may be represented by several MethodInfo objects.
    private readonly Dictionary<nint, GrainMethod> _methods;
    private readonly ReferenceProxy _blank;

    internal InterfaceTable(Type interfaceType, EmbeddedSilo silo)
    {
        Silo = silo;
        _methods = interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(i => i.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .ToDictionary(m => m.MethodHandle.Value, m => GrainMethod.Of(m, silo));
        _blank = (ReferenceProxy)DispatchProxy.Create(interfaceType, typeof(ReferenceProxy));
    }

    internal EmbeddedSilo Silo { get; }

    internal GrainMethod this[MethodInfo method] => _methods[method.MethodHandle.Value];

    /// <summary>A reference to nothing yet. Copying one takes a tenth of the time that making one takes.</summary>
    internal ReferenceProxy NewProxy() => _blank.Copy();
}
