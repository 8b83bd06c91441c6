using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded.Calls;

/// <summary>All that is to be known of a method of a grain interface to call it.</summary>
internal abstract class GrainMethod
{
    private readonly Lazy<Func<object, object?[], Task>> _invoke;

    private protected GrainMethod(MethodInfo method, EmbeddedSilo silo)
    {
        Silo = silo;
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute)) && !silo.Faults.OneWayAwaited;
        TimeoutMs = (long)(method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout ?? silo.Options.ResponseTimeout).TotalMilliseconds;
        _invoke = new Lazy<Func<object, object?[], Task>>(() => Compile(method));
    }

    internal string Name { get; }

    internal bool Interleaves { get; }

    internal bool IsOneWay { get; }

    internal long TimeoutMs { get; }

    protected EmbeddedSilo Silo { get; }

    internal static GrainMethod Of(MethodInfo method, EmbeddedSilo silo)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task))
            return new TaskMethod<Nothing>(method, silo);
        if (returned == typeof(ValueTask))
            return new ValueTaskMethod(method, silo);
        var definition = returned.IsGenericType && !method.IsGenericMethod ? returned.GetGenericTypeDefinition() : null;
        var kind = definition == typeof(Task<>) ? typeof(TaskMethod<>)
            : definition == typeof(ValueTask<>) ? typeof(ValueTaskMethod<>)
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>.");
        return (GrainMethod)Activator.CreateInstance(
            kind.MakeGenericType(returned.GetGenericArguments()), BindingFlags.Instance | BindingFlags.NonPublic, binder: null, [method, silo], culture: null)!;
    }

    internal Task Invoke(object target, object?[] arguments) =>
        _invoke.Value(target, arguments) ?? throw new InvalidOperationException($"{Name} returned null in place of a task.");

    internal abstract Request NewRequest(object?[] arguments);

    /// <summary>The answer as the type that the method declares.</summary>
    internal abstract object Wrap(Task answer);

    // (target, arguments) => ((IInterface)target).Method((A)arguments[0], ...), with a ValueTask made a Task
    private static Func<object, object?[], Task> Compile(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(target, method.DeclaringType!),
            method,
            method.GetParameters().Select((p, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        Expression task = typeof(Task).IsAssignableFrom(method.ReturnType) ? call : Expression.Call(call, nameof(ValueTask.AsTask), typeArguments: null);
        return Expression.Lambda<Func<object, object?[], Task>>(task, target, arguments).Compile();
    }
}

internal class TaskMethod<T> : GrainMethod
{
    internal TaskMethod(MethodInfo method, EmbeddedSilo silo)
        : base(method, silo)
    {
    }

    internal sealed override Request NewRequest(object?[] arguments) =>
        IsOneWay ? new OneWayRequest(Silo, this, arguments) : new Request<T>(Silo, this, arguments);

    internal override object Wrap(Task answer) => answer;
}

internal sealed class ValueTaskMethod(MethodInfo method, EmbeddedSilo silo) : TaskMethod<Nothing>(method, silo)
{
    internal override object Wrap(Task answer) => new ValueTask(answer);
}

internal sealed class ValueTaskMethod<T> : TaskMethod<T>
{
    internal ValueTaskMethod(MethodInfo method, EmbeddedSilo silo)
        : base(method, silo)
    {
    }

    internal override object Wrap(Task answer) => new ValueTask<T>((Task<T>)answer);
}
