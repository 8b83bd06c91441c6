using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>
/// Finds out what became of a transaction whose COMMIT was sent and not answered. Once it isn't in progress any more, one of its own rows tells: the server's
/// <c>pg_xact_status</c> alone doesn't, for after a crash the number of a transaction that left nothing in the log is given to another one.
/// </summary>
internal sealed class PostgresOutcome(NpgsqlDataSource source, TimeSpan timeout, TimeProvider time, ILogger log)
{
    /// <summary>Between two questions when nobody waits for the answer any more.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two questions; a server that was restarted takes connections again after some hundreds of these at most.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="row">One of the rows that it wrote to the journal.</param>
    /// <param name="backend">The server's process that served the lost connection: it is ended, should it still wait for a COMMIT that got lost.</param>
    /// <exception cref="StoreUnavailableException">It can't be known within the time.</exception>
    public async Task<bool> IsCommittedAsync(ulong xid, JournalRow row, int backend)
    {
        var started = time.GetTimestamp();
        Exception? last = null;
        do
        {
            try
            {
                if (await AskAsync(xid, row, backend) is { } committed) return committed;
            }
            catch (Exception e) when (PostgresCalls.IsUnavailable(e))
            {
                last = e;
            }

            await Task.Delay(Pause, time);
        }
        while (time.GetElapsedTime(started) < timeout);
        throw new StoreUnavailableException("The connection was lost at COMMIT, and what became of it can't be found out.", last);
    }

    /// <summary>Goes on asking until it is known. False when it was rolled back, and when the store closes before.</summary>
    public async Task<bool> SettleAsync(ulong xid, JournalRow row, int backend, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                if (await AskAsync(xid, row, backend) is { } committed) return committed;
            }
            catch (Exception e) when (PostgresCalls.IsUnavailable(e))
            {
                // Still away.
            }

            await Task.Delay(LongPause, time, closing).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        return false;
    }

    /// <summary>Null while it is in progress.</summary>
    private async Task<bool?> AskAsync(ulong xid, JournalRow row, int backend)
    {
        await using var connection = await source.OpenConnectionAsync();
        var number = xid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var ask = new NpgsqlCommand("select pg_xact_status($1::text::xid8)", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = number } } };
        if (await ask.ExecuteScalarAsync() as string == "in progress")
        {
            await EndAsync(connection, xid, backend);
            return null;
        }

        // A later statement: what was committed before it is seen by it.
        await using var find = new NpgsqlCommand("select exists (select from journal where stream = $1 and version = $2 and xact = $3::text::xid8)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = row.Stream },
                new NpgsqlParameter<long> { TypedValue = row.Version },
                new NpgsqlParameter<string> { TypedValue = number },
            },
        };
        var committed = await find.ExecuteScalarAsync() is true;
        log.OutcomeFound(xid, committed ? "committed" : "aborted");
        return committed;
    }

    private static async Task EndAsync(NpgsqlConnection connection, ulong xid, int backend)
    {
        await using var end = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_xid = $2::text::xid", connection);
        end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = backend });
        // xid is the lower half of xid8.
        end.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ((uint)xid).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await end.ExecuteNonQueryAsync();
    }
}
