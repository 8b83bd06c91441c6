namespace Orleans.Runtime;

/// <summary>What can be called by reference: a grain, a grain's reference, an observer or an observer's reference.</summary>
public interface IAddressable;
