using Orleans.Runtime;

namespace Orleans;

/// <summary>The root of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose identity is a string, unique within its grain type.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>
/// An object of the host that grains may call back. Its calls run one at a time, in the order in which one caller made them,
/// on the thread pool, never on the caller's turn.
/// </summary>
public interface IGrainObserver : IAddressable;
