using Npgsql;
using SocialCrm.Customers;
using SocialCrm.Identities;
using SocialCrm.Journal.Reading;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>
/// A group as one batch of statements over arrays, which travels in one round trip and ends before COMMIT. Parts that a group doesn't have are left out.
/// </summary>
internal static class PostgresWrite
{
    /// <returns>What was written, with the transaction's number; null when something else was there first.</returns>
    /// <exception cref="PostgresException">A unique index refused a row, or the server something else.</exception>
    public static async Task<(WriteOutcome.Written Written, ulong Xid)?> RunAsync(NpgsqlTransaction transaction, GroupWork work, long recordedAt)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var commands = batch.BatchCommands;
        commands.Add(JournalStatement.Of(work, recordedAt));
        var heads = HeadStatements.Of(work);
        foreach (var (command, _) in heads) commands.Add(command);
        if (work.Channels.Length > 0) commands.Add(ChannelStatement.Of(work.Channels));
        if (work.Links.Length > 0) foreach (var command in IdentityStatements.Of(work.Links)) commands.Add(command);
        if (work.Contradictions.Length > 0) commands.Add(IdentityStatements.Of(work.Contradictions));
        foreach (var command in WaitingStatements.Of(work)) commands.Add(command);
        if (work.Commitments.Length > 0) commands.Add(CommitmentStatement.Of(work.Commitments));
        if (work.Notices.Length > 0) commands.Add(NoticeStatements.Of(work.Notices));
        if (work.Outgoing.Length > 0) commands.Add(NoticeStatements.Of(work.Outgoing));
        commands.Add(new NpgsqlBatchCommand("select pg_current_xact_id()"));

        await using var reader = await batch.ExecuteReaderAsync();
        var row = new PostgresRow(reader);
        var customers = new CustomerRow[work.Customers.Length];
        await EachAsync(reader, i => customers[i] = new(row.Number(0), Rows.Facts(row, 1)));
        var channels = new ChannelUse[work.Channels.Length];
        if (channels.Length > 0) await EachAsync(reader, i => channels[i] = Rows.Channel(row, 0));
        HashSet<IdentityKey> inserted = [];
        var taken = false;
        if (work.Links.Length > 0)
        {
            await EachAsync(reader, _ => inserted.Add(IdentityKey.Of(row.Text(0), row.Text(1), row.Text(2))));
            await EachAsync(reader, _ => taken = true);
        }

        await reader.ReadAsync();
        var xid = reader.GetFieldValue<ulong>(0);
        while (await reader.NextResultAsync())
        {
        }

        var stale = heads.Any(static head => (long)head.Command.RecordsAffected != head.Rows);
        return stale || taken ? null : (new WriteOutcome.Written(customers, channels, inserted), xid);
    }

    private static async Task EachAsync(NpgsqlDataReader reader, Action<int> read)
    {
        for (var i = 0; await reader.ReadAsync(); i++) read(i);
        await reader.NextResultAsync();
    }
}
