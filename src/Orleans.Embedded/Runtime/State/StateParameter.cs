using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.State;

/// <summary>A constructor parameter marked [PersistentState].</summary>
internal sealed class StateParameter(Type parameterType, PersistentStateAttribute attribute, IServiceProvider services)
{
    // The key under which Orleans too looks for the storage of states that name none.
    private const string DefaultStorage = "Default";

    private readonly Type _type = typeof(PersistentState<>).MakeGenericType(parameterType.GetGenericArguments());

    internal Type ParameterType => parameterType;

    internal static StateParameter[] Of(Type grainClass, IServiceProvider services) =>
    [
        .. grainClass.GetConstructors().SelectMany(c => c.GetParameters())
            .Select(p => (p.ParameterType, Attribute: p.GetCustomAttribute<PersistentStateAttribute>()))
            .Where(p => p.Attribute is not null)
            .Select(p => new StateParameter(p.ParameterType, p.Attribute!, services)),
    ];

    internal IStorage Create(GrainId id)
    {
        var storage = services.GetRequiredKeyedService<IGrainStorage>(attribute.StorageName ?? DefaultStorage);
        return (IStorage)Activator.CreateInstance(_type, storage, attribute.StateName, id)!;
    }
}
