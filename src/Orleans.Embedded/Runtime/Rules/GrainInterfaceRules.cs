using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded.Rules;

/// <summary>The rules of grain and observer interfaces. What their methods take and give is handed on to <see cref="BoundaryTypes"/>.</summary>
internal static class GrainInterfaceRules
{
    internal static IEnumerable<string> Check(Type type, string aliasPrefix, BoundaryTypes boundary)
    {
        if (Aliases.IsMissing(type, aliasPrefix))
            yield return $"{type}: an interface has an [Alias] that begins with {aliasPrefix}";
        if (type.IsGenericType)
            yield return $"{type}: an interface is not generic.";
        if (type.IsAssignableTo(typeof(IGrain)) && !type.IsAssignableTo(typeof(IGrainWithStringKey)))
            yield return $"{type}: a grain interface is an IGrainWithStringKey.";
        foreach (var property in type.GetProperties())
            yield return $"{type}.{property.Name}: an interface has no properties.";

        var methods = type.GetMethods().Where(m => m is { IsSpecialName: false, IsStatic: false }).ToArray();
        foreach (var same in methods.GroupBy(Aliases.Of, StringComparer.Ordinal).Where(g => g.Key is not null && g.Count() > 1))
            yield return $"{type}: {string.Join(", ", same.Select(m => m.Name))} have the same alias, {same.Key}.";
        foreach (var violation in methods.SelectMany(m => Check(m, boundary)))
            yield return $"{type}.{violation}";
    }

    private static IEnumerable<string> Check(MethodInfo method, BoundaryTypes boundary)
    {
        if (string.IsNullOrEmpty(Aliases.Of(method)))
            yield return $"{method.Name}: a method has an [Alias].";
        if (method.IsGenericMethod)
            yield return $"{method.Name}: a method is not generic.";

        var returned = method.ReturnType;
        var definition = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
        {
            boundary.Reach(returned.GetGenericArguments()[0], $"{method.DeclaringType}.{method.Name}");
            if (method.IsDefined(typeof(OneWayAttribute)))
                yield return $"{method.Name}: a one-way method has no result.";
        }
        else if (returned != typeof(Task) && returned != typeof(ValueTask))
        {
            yield return $"{method.Name}: a method returns Task, Task<T>, ValueTask or ValueTask<T>.";
        }

        var parameters = method.GetParameters();
        foreach (var parameter in parameters)
        {
            if (parameter.ParameterType.IsByRef)
                yield return $"{method.Name}({parameter.Name}): a parameter is not ref, in or out.";
            else if (parameter.ParameterType != typeof(CancellationToken))
                boundary.Reach(parameter.ParameterType, $"{method.DeclaringType}.{method.Name}({parameter.Name})");
            else if (parameter.Position < parameters.Length - 1)
                yield return $"{method.Name}({parameter.Name}): a CancellationToken is the last parameter.";
        }
    }
}
