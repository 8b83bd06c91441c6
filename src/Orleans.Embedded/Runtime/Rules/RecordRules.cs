using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded.Rules;

/// <summary>The rules of one type that crosses a boundary: an immutable, nominal record whose members are numbered.</summary>
internal static class RecordRules
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static IEnumerable<string> Check(Type type, string aliasPrefix, BoundaryTypes boundary)
    {
        if (Aliases.IsMissing(type, aliasPrefix))
            yield return $"{type}: a boundary type has an [Alias] that begins with {aliasPrefix}";
        if (!type.IsDefined(typeof(ImmutableAttribute), inherit: false))
            yield return $"{type}: a boundary type is [Immutable].";
        if (!IsRecord(type))
            yield return $"{type}: a boundary type is a record.";
        if (!IsNominal(type))
            yield return $"{type}: a boundary type has no public constructor but one without parameters.";

        var fields = type.GetFields(Declared);
        foreach (var field in fields.Where(f => !f.Name.StartsWith('<') && !f.IsDefined(typeof(NonSerializedAttribute))))
            yield return $"{type}.{field.Name}: a boundary type has no fields but those of its properties.";

        var stored = type.GetProperties(Declared).Where(p => p.SetMethod is not null || fields.Any(f => f.Name == $"<{p.Name}>k__BackingField")).ToArray();
        foreach (var property in stored)
        {
            boundary.Reach(property.PropertyType, $"{type}.{property.Name}");
            if (property.GetCustomAttribute<IdAttribute>() is null)
                yield return $"{type}.{property.Name}: a member has an [Id].";
            if (property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) != true)
                yield return $"{type}.{property.Name}: a member is set by init.";
        }
        foreach (var same in stored.GroupBy(p => p.GetCustomAttribute<IdAttribute>()?.Id).Where(g => g.Key is not null && g.Count() > 1))
            yield return $"{type}: {string.Join(", ", same.Select(p => p.Name))} have the same [Id], {same.Key}.";
    }

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsNominal(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.All(c => c.GetParameters().Length == 0) && (type.IsValueType || type.IsAbstract || constructors.Length > 0);
    }
}
