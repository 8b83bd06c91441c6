using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Embedded.Rules;

/// <summary>The types reachable from the methods of grain interfaces, and what is wrong with them.</summary>
internal sealed class BoundaryTypes(IReadOnlyList<Type> known, string aliasPrefix)
{
    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Uri), typeof(byte[]), typeof(ReadOnlyMemory<byte>),
    ];

    // Of these the arguments count.
    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(List<>), typeof(HashSet<>), typeof(Dictionary<,>),
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>),
    ];

    private readonly HashSet<Type> _reached = [];
    private readonly Queue<Type> _unchecked = new();
    private readonly List<string> _violations = [];

    /// <summary>The contract types that were met, generic ones as their definitions.</summary>
    internal IEnumerable<Type> Reached => _reached;

    /// <param name="from">Where the type was met, for the message.</param>
    internal void Reach(Type type, string from)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Leaves.Contains(type))
            return;
        foreach (var argument in type.GenericTypeArguments)
            Reach(argument, from);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (Containers.Contains(definition) || (type.IsInterface && type.IsAssignableTo(typeof(IAddressable))))
            return;
        if (!definition.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            _violations.Add($"{from}: {type} has no [GenerateSerializer] and is none of the types that cross a boundary without one.");
        else if (_reached.Add(definition))
            _unchecked.Enqueue(definition);
    }

    internal IReadOnlyList<string> Check()
    {
        while (_unchecked.TryDequeue(out var type))
        {
            _violations.AddRange(RecordRules.Check(type, aliasPrefix, this));
            if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
                Reach(parent, $"{type}");
            foreach (var derived in known.Where(t => t.BaseType == type))
                Reach(derived, $"{type}");
        }
        return _violations;
    }
}
