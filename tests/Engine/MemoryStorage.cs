using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SocialCrm.Engine;

/// <summary>Keeps records as JSON, with counted versions.</summary>
internal sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (string Json, int Version)> _records = new(StringComparer.Ordinal);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue($"{grainId}/{stateName}", out var record))
            (grainState.State, grainState.ETag, grainState.RecordExists) = (JsonSerializer.Deserialize<T>(record.Json), Etag(record.Version), true);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.Serialize(grainState.State);
        var written = _records.AddOrUpdate($"{grainId}/{stateName}", _ => (json, 1), (_, old) => Etag(old.Version) == grainState.ETag
            ? (json, old.Version + 1)
            : throw new InconsistentStateException("Written by someone else.", Etag(old.Version), grainState.ETag));
        (grainState.ETag, grainState.RecordExists) = (Etag(written.Version), true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _records.TryRemove($"{grainId}/{stateName}", out _);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static string Etag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
