using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Rules;

/// <summary>
/// What Orleans' code generator and a rolling upgrade ask of grain interfaces, grain classes and the types that cross their boundaries. Needs nothing but
/// the attributes, so it runs over assemblies built for either engine.
/// </summary>
public static class ContractRules
{
    /// <summary>Looks at every grain interface, observer interface and grain class of the assemblies, and at all types reachable from their methods.</summary>
    /// <param name="aliasPrefix">What the aliases of interfaces and types begin with.</param>
    /// <returns>One line per violation, sorted; none when all is well.</returns>
    public static IReadOnlyList<string> Check(IEnumerable<Assembly> assemblies, string aliasPrefix = "crm.") =>
        Check(assemblies.Distinct().SelectMany(a => a.GetTypes()).Where(t => t.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true), aliasPrefix);

    /// <summary>As <see cref="Check(IEnumerable{Assembly}, string)"/>, over these types only.</summary>
    public static IReadOnlyList<string> Check(IEnumerable<Type> types, string aliasPrefix = "crm.")
    {
        var known = types.ToArray();
        var boundary = new BoundaryTypes(known, aliasPrefix);
        var violations = new List<string>();
        foreach (var type in known)
        {
            if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
                violations.AddRange(GrainInterfaceRules.Check(type, aliasPrefix, boundary));
            else if (type is { IsClass: true, IsAbstract: false } && type.IsSubclassOf(typeof(Grain)))
                violations.AddRange(CheckGrainClass(type));
        }
        violations.AddRange(boundary.Check());
        violations.AddRange(Twice(known.Where(t => t.IsInterface).Concat(boundary.Reached), Aliases.Of, "alias"));
        violations.AddRange(Twice(known.Where(t => t.IsSubclassOf(typeof(Grain))), GrainTypeOf, "grain type"));
        return [.. violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <exception cref="ContractViolationException">There is a violation; it lists all.</exception>
    public static void Enforce(IEnumerable<Assembly> assemblies, string aliasPrefix = "crm.")
    {
        var violations = Check(assemblies, aliasPrefix);
        if (violations.Count > 0)
            throw new ContractViolationException(violations);
    }

    private static IEnumerable<string> CheckGrainClass(Type type)
    {
        if (!type.IsSealed)
            yield return $"{type}: a grain class is sealed.";
        if (GrainTypeOf(type) is null)
            yield return $"{type}: a grain class has a [GrainType].";
    }

    private static IEnumerable<string> Twice(IEnumerable<Type> types, Func<Type, string?> name, string what) => types
        .Distinct()
        .Where(t => name(t) is not null)
        .GroupBy(name, StringComparer.Ordinal)
        .Where(same => same.Count() > 1)
        .Select(same => $"{string.Join(", ", same.Select(t => t.FullName).Order(StringComparer.Ordinal))}: have the same {what}, {same.Key}.");

    private static string? GrainTypeOf(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType == typeof(GrainTypeAttribute))?.ConstructorArguments[0].Value as string;
}

/// <summary>A host was not started because its contracts break the rules. The message lists every violation.</summary>
public sealed class ContractViolationException(IReadOnlyList<string> violations)
    : Exception($"{violations.Count} violations of the contract rules:{Environment.NewLine}{string.Join(Environment.NewLine, violations)}")
{
    public IReadOnlyList<string> Violations { get; } = violations;
}

internal static class Aliases
{
    internal static string? Of(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias;

    internal static bool IsMissing(Type type, string prefix) => Of(type)?.StartsWith(prefix, StringComparison.Ordinal) != true;
}
