using System.Reflection;

namespace Orleans.Embedded.Calls;

/// <summary>What <see cref="EngineFaults.ArgumentsCopied"/> does.</summary>
internal static class FaultyCopies
{
    private static readonly MethodInfo Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    internal static object?[] Of(object?[] arguments) =>
        [.. arguments.Select(a => a is null or string or ValueType ? a : Clone.Invoke(a, parameters: null))];
}
