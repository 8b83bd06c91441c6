using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.State;

/// <summary>One named record of a grain in a storage.</summary>
internal sealed class PersistentState<TState>(IGrainStorage storage, string name, GrainId grainId) : IPersistentState<TState>
{
    private readonly GrainState<TState> _record = new(NewState());

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grainId, _record);

    public async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, grainId, _record);
        _record.State ??= NewState();
    }

    public async Task ClearStateAsync()
    {
        await storage.ClearStateAsync(name, grainId, _record);
        _record.State ??= NewState();
    }

    private static TState NewState() => Activator.CreateInstance<TState>();
}
