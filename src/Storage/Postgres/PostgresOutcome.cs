using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Postgres;

/// <summary>
/// Finds out what became of a transaction whose COMMIT was sent and not answered. The server keeps the status of recent transactions
/// (<c>pg_xact_status</c>), also through a crash.
/// </summary>
internal sealed class PostgresOutcome(NpgsqlDataSource source, TimeSpan timeout, TimeProvider time, ILogger log)
{
    /// <summary>Between two questions when nobody waits for the answer any more.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two questions; a server that was restarted takes connections again after some hundreds of these at most.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="backend">The server's process that served the lost connection: it is ended, should it still wait for a COMMIT that got lost.</param>
    /// <exception cref="StoreUnavailableException">It can't be known within the time.</exception>
    public async Task<bool> IsCommittedAsync(ulong xid, int backend)
    {
        var started = time.GetTimestamp();
        Exception? last = null;
        do
        {
            try
            {
                var status = await AskAsync(xid, backend);
                if (status is "committed" or "aborted")
                {
                    log.OutcomeFound(xid, status);
                    return status == "committed";
                }

                if (status is null) break;
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

    /// <summary>Goes on asking until it is known. False when it was rolled back, when the server has forgotten it, and when the store closes before.</summary>
    public async Task<bool> SettleAsync(ulong xid, int backend, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var status = await AskAsync(xid, backend);
                if (status != "in progress")
                {
                    log.OutcomeFound(xid, status ?? "forgotten");
                    return status == "committed";
                }
            }
            catch (Exception e) when (PostgresCalls.IsUnavailable(e))
            {
                // Still away.
            }

            await Task.Delay(LongPause, time, closing).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        return false;
    }

    private async Task<string?> AskAsync(ulong xid, int backend)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var ask = new NpgsqlCommand("select pg_xact_status($1::text::xid8)", connection);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = xid.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var status = await ask.ExecuteScalarAsync() as string;
        if (status != "in progress") return status;
        await using var end = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_xid = $2::text::xid", connection);
        end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = backend });
        // xid is the lower half of xid8.
        end.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ((uint)xid).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        await end.ExecuteNonQueryAsync();
        return status;
    }
}
