using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace SocialCrm.Bench.Baseline;

/// <summary>
/// The ceiling of what grouping can give on this machine: the baseline's INSERTs, those that arrive during a transaction together in the next one, on one
/// connection. No actor, no identity, one table with one index, nobody told.
/// </summary>
internal sealed class GroupedInserts
{
    private const int MaxRows = 2_000;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(10_000);
    private readonly NpgsqlDataSource _source;

    public GroupedInserts(string store)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(store) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 });
        _ = Task.Run(RunAsync);
    }

    /// <summary>Completes when the object, or all objects of the array, are durable.</summary>
    public async Task InsertAsync(JsonElement body)
    {
        string[] rows = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray().Select(e => e.GetRawText())] : [body.GetRawText()];
        var waiting = new Waiting(rows, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting);
        await waiting.Done.Task;
    }

    private async Task RunAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        List<Waiting> group = [];
        while (await _waiting.Reader.WaitToReadAsync())
        {
            for (var rows = 0; rows < MaxRows && _waiting.Reader.TryRead(out var next); rows += next.Rows.Length) group.Add(next);
            string[] bodies = [.. group.SelectMany(w => w.Rows)];
            await using var command = new NpgsqlCommand("insert into baseline (id, body) select * from unnest($1, $2)", connection);
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. bodies.Select(_ => Guid.NewGuid())] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            await command.ExecuteNonQueryAsync();
            foreach (var waiting in group) waiting.Done.SetResult();
            group.Clear();
        }
    }

    private sealed record Waiting(string[] Rows, TaskCompletionSource Done);
}
