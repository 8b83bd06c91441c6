namespace Orleans.Core;

/// <summary>One stored record. Its methods are to be awaited one at a time.</summary>
public interface IStorage
{
    /// <summary>The version the storage gave at the last read or write; null when there is no record.</summary>
    string? Etag { get; }

    /// <summary>Whether the storage has a record.</summary>
    bool RecordExists { get; }

    Task ClearStateAsync();

    Task WriteStateAsync();

    Task ReadStateAsync();
}

/// <summary>One stored record and its value in memory.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory, stored by <see cref="IStorage.WriteStateAsync"/>; a new one when there is no record.</summary>
    TState State { get; set; }
}
