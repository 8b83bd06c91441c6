using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using SocialCrm.Conversations;
using SocialCrm.Interactions;
using SocialCrm.Journal;

namespace SocialCrm.Bench.Stores;

/// <summary>Fills the journal and the identities of an empty PostgreSQL store by COPY; every other table is left to the rebuild.</summary>
internal static class GeneratedJournal
{
    private const int ToldEvery = 100_000;

    private const string Rows =
        "copy journal (stream, version, customer, customer_version, source, kind, occurred_at, recorded_at, external_id, events, personal) from stdin (format binary)";

    private const string Identities =
        "copy identities (channel, scope, handle, customer, written, name, linked_at, evidence) from stdin (format binary)";

    private static readonly JsonSerializerOptions EvidenceJson = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <returns>How long it took.</returns>
    /// <param name="numbers">Which customers: first and how many.</param>
    /// <param name="waits">As of <see cref="GeneratedCustomer.Of"/>, by the customer's number.</param>
    public static async Task<TimeSpan> FillAsync(
        string store, (int First, int Count) numbers, int events, byte[] secret, Func<int, (DateTimeOffset, DecisionContext)>? waits = null)
    {
        var watch = Stopwatch.StartNew();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(store) { CommandTimeout = 0 });
        await using var one = await source.OpenConnectionAsync();
        await using var other = await source.OpenConnectionAsync();
        await using (var rows = await one.BeginBinaryImportAsync(Rows))
        await using (var identities = await other.BeginBinaryImportAsync(Identities))
        {
            for (var number = numbers.First; number < numbers.First + numbers.Count; number++)
            {
                var customer = GeneratedCustomer.Of(number, events, secret, waits?.Invoke(number));
                for (var i = 0; i < events; i++) await WriteAsync(rows, customer, i);
                await WriteAsync(identities, customer);
                if ((number + 1) % ToldEvery == 0) Console.WriteLine($"  {number + 1:#,0} customers, {watch.Elapsed.TotalSeconds:0} s");
            }

            await rows.CompleteAsync();
            await identities.CompleteAsync();
        }

        await using var analyze = source.CreateCommand("analyze journal; analyze identities");
        await analyze.ExecuteNonQueryAsync();
        return watch.Elapsed;
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, GeneratedCustomer customer, int index)
    {
        var entry = customer.Entries[index];
        var at = entry.At.ToUnixTimeMilliseconds();
        await rows.StartRowAsync();
        await rows.WriteAsync(customer.Conversation.Value, NpgsqlDbType.Uuid);
        await rows.WriteAsync(index + 1L, NpgsqlDbType.Bigint);
        await rows.WriteAsync(customer.Id.Value, NpgsqlDbType.Uuid);
        await rows.WriteAsync(index + 1L, NpgsqlDbType.Bigint);
        await rows.WriteAsync(entry.Source!.Value.Value, NpgsqlDbType.Uuid);
        await rows.WriteAsync((short)(entry.Message!.Value.Key.Direction == Direction.Outbound ? EntryKind.Outbound : EntryKind.Inbound), NpgsqlDbType.Smallint);
        await rows.WriteAsync(at, NpgsqlDbType.Bigint);
        await rows.WriteAsync(at, NpgsqlDbType.Bigint);
        await rows.WriteAsync(entry.Message!.Value.Key.ExternalId, NpgsqlDbType.Text);
        await rows.WriteAsync(EventJson.Write(entry.Events), NpgsqlDbType.Text);
        await rows.WriteAsync(EventJson.Write(entry.Personal), NpgsqlDbType.Text);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter identities, GeneratedCustomer customer)
    {
        var (key, identity) = (customer.Identity.Key, customer.Identity.Identity);
        await identities.StartRowAsync();
        await identities.WriteAsync(key.Channel, NpgsqlDbType.Text);
        await identities.WriteAsync(key.Scope, NpgsqlDbType.Text);
        await identities.WriteAsync(key.Handle, NpgsqlDbType.Text);
        await identities.WriteAsync(customer.Id.Value, NpgsqlDbType.Uuid);
        await identities.WriteAsync(identity.Handle, NpgsqlDbType.Text);
        await identities.WriteAsync(identity.Name, NpgsqlDbType.Text);
        await identities.WriteAsync(identity.LinkedAt.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
        await identities.WriteAsync(JsonSerializer.Serialize(identity.Evidence, EvidenceJson), NpgsqlDbType.Text);
    }
}
