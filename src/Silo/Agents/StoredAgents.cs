using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SocialCrm.Agents;

/// <summary>Agents' state in the store itself: for the embedded engine, and for Orleans on SQLite. A record's ETag is its version.</summary>
internal sealed class StoredAgents(IAgentStore store) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await store.ReadAsync(stateName, KeyOf(grainId), CancellationToken.None);
        grainState.State = record?.State is { } json ? AgentJson.Read<T>(json) : Activator.CreateInstance<T>();
        (grainState.ETag, grainState.RecordExists) = (ETagOf(record?.Version), record?.State is not null);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await WriteAsync(stateName, grainId, grainState.ETag, AgentJson.Write(grainState.State));
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await WriteAsync(stateName, grainId, grainState.ETag, state: null);
        (grainState.State, grainState.RecordExists) = (Activator.CreateInstance<T>(), false);
    }

    private async Task<string?> WriteAsync(string name, GrainId id, string? etag, string? state)
    {
        long? seen = etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);
        var written = await store.WriteAsync(name, KeyOf(id), seen, state, CancellationToken.None);
        return written is null ? throw new InconsistentStateException($"{name} of {id.Type} was written by somebody else since version {etag ?? "0"}.") : ETagOf(written);
    }

    private static string KeyOf(GrainId id) => id.Key.ToString() ?? "";

    private static string? ETagOf(long? version) => version?.ToString(CultureInfo.InvariantCulture);
}
