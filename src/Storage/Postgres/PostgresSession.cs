using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>A writer with a connection of its own. What isn't committed for sure is known as not committed, or asked for.</summary>
internal sealed class PostgresSession(
    NpgsqlDataSource source, PostgresReach reach, StorageOptions options, TimeProvider time, WriterMetrics metrics, ILogger log) : IWriteSession
{
    /// <summary>
    /// After a conflict, so many groups are searched for redeliveries before they are written: these come in runs (a replay that is repeated), the look costs
    /// about a tenth of a group's writing, and a failed group costs all of it.
    /// </summary>
    private const int WaryGroups = 32;

    private readonly PostgresOutcome outcomes = new(source, options.OutcomeTimeout, time, log);
    private readonly CancellationTokenSource closing = new();
    private NpgsqlConnection? connection;
    private int wary;

    /// <summary>The group at hand is what is left of one that was looked at.</summary>
    private bool looked;

    public Task<WriteOutcome> WriteAsync(GroupWork work) => reach.AskAsync(() => WriteTwiceAsync(work));

    /// <summary>Once more on a new connection, where nothing was stored the first time.</summary>
    private async Task<WriteOutcome> WriteTwiceAsync(GroupWork work)
    {
        try
        {
            return await TryAsync(work);
        }
        catch (NotCommittedException e)
        {
            log.Repeated(e.InnerException!);
        }

        metrics.Retried();
        await CloseAsync();
        try
        {
            return await TryAsync(work);
        }
        catch (NotCommittedException e)
        {
            await CloseAsync();
            throw new StoreUnavailableException("The database refused or lost a transaction twice; nothing of it was stored.", e.InnerException);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await CloseAsync();
    }

    private async Task<WriteOutcome> TryAsync(GroupWork work)
    {
        NpgsqlTransaction? transaction = null;
        WriteOutcome.Written written;
        ulong xid;
        try
        {
            connection ??= await source.OpenConnectionAsync();
            if (wary > 0 && !looked)
            {
                wary--;
                if (await PostgresConflicts.RedeliveriesAsync(connection, work) is { Count: > 0 } seen)
                {
                    (wary, looked) = (WaryGroups, true);
                    return new WriteOutcome.Refused(seen);
                }
            }

            looked = false;

            transaction = await connection.BeginTransactionAsync();
            if (await WriteAsync(transaction, work) is not { } done)
            {
                await transaction.RollbackAsync();
                return new WriteOutcome.Refused(await ConflictsAsync(work));
            }

            (written, xid) = done;
            options.AtStep?.Invoke(CommitStep.BeforeCommit);
        }
        catch (Exception e) when (IsInvalid(e))
        {
            await CloseAsync();
            throw new InvalidAppendException(e);
        }
        catch (Exception e) when (e is not InvalidAppendException)
        {
            throw new NotCommittedException(e);
        }

        var backend = connection.ProcessID;
        IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>> waiting;
        try
        {
            waiting = await CommitAsync(transaction, xid, backend, work);
        }
        catch (StoreUnavailableException e)
        {
            return new WriteOutcome.InDoubt(written, e, outcomes.SettleAsync(xid, work.Rows[0], backend, closing.Token));
        }

        options.AtStep?.Invoke(CommitStep.AfterCommit);
        return written with { Waiting = waiting };
    }

    /// <summary>Null: something else was there first.</summary>
    private async Task<(WriteOutcome.Written, ulong)?> WriteAsync(NpgsqlTransaction transaction, GroupWork work)
    {
        try
        {
            return await PostgresWrite.RunAsync(transaction, work, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
    }

    private async Task<List<(int, AppendResult)>> ConflictsAsync(GroupWork work)
    {
        var found = await PostgresConflicts.FindAsync(connection!, work);
        if (found.Count > 0) wary = WaryGroups;
        return found;
    }

    /// <summary>COMMIT, and in the same round trip the look for answers that waited: a statement after COMMIT sees all that was committed before it.</summary>
    /// <exception cref="StoreUnavailableException">It can't be known whether it was committed.</exception>
    private async Task<IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>>> CommitAsync(
        NpgsqlTransaction transaction, ulong xid, int backend, GroupWork work)
    {
        var answerable = work.Answerable;
        try
        {
            await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new NpgsqlBatchCommand("commit") } };
            if (answerable.Length > 0) batch.BatchCommands.Add(PostgresWaiting.Command(answerable));
            await using var reader = await batch.ExecuteReaderAsync();
            var waiting = answerable.Length > 0 ? await PostgresWaiting.ReadAsync(reader) : WriteOutcome.NobodyWaits;
            await reader.DisposeAsync();
            await transaction.DisposeAsync();
            return waiting;
        }
        catch (Exception e)
        {
            log.OutcomeLost(xid, e);
            await CloseAsync();
            if (!await outcomes.IsCommittedAsync(xid, work.Rows[0], backend)) throw new NotCommittedException(e);
        }

        try
        {
            return await PostgresCalls.RunAsync(source, again => PostgresWaiting.FindAsync(again, answerable), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // It is committed, and must be told as such; the sweep finds the answers.
            return WriteOutcome.NobodyWaits;
        }
    }

    private async Task CloseAsync()
    {
        if (connection is null) return;
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception e) when (PostgresCalls.IsUnavailable(e))
        {
            // It was broken: there is nothing to close any more.
        }

        connection = null;
    }

    /// <summary>Data exceptions and program limits (classes 22 and 54 of the SQL states), and text that isn't valid Unicode.</summary>
    private static bool IsInvalid(Exception e) => e is EncoderFallbackException
        || (e is PostgresException p && (p.SqlState.StartsWith("22", StringComparison.Ordinal) || p.SqlState.StartsWith("54", StringComparison.Ordinal)));

    /// <summary>Nothing was stored, for sure; why stands inside.</summary>
    private sealed class NotCommittedException(Exception inner) : Exception("not committed", inner);
}
