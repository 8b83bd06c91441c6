using SocialCrm.Identities;
using SocialCrm.Journal;
using SocialCrm.Journal.Writing;

namespace SocialCrm.Storage.Sqlite;

/// <summary>The one writer. It looks for conflicts before it writes: nobody else writes, so what it saw stays true until the commit.</summary>
internal sealed class SqliteSession(SqliteThread writer, TimeProvider time, Action<CommitStep>? atStep) : IWriteSession
{
    public Task<WriteOutcome> WriteAsync(GroupWork work) => writer.RunAsync(database => Write(database, work));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private WriteOutcome Write(SqliteDatabase database, GroupWork work)
    {
        database.Execute("begin immediate");
        if (SqliteConflicts.Find(database, work) is { Count: > 0 } offenders)
        {
            database.Execute("rollback");
            return new WriteOutcome.Refused(offenders);
        }

        WriteOutcome.Written written;
        try
        {
            written = new SqliteRows(database, work, time.GetUtcNow().ToUnixTimeMilliseconds()).Write();
        }
        catch (SqliteFailure e) when (e.IsConflict)
        {
            database.Execute("rollback");
            return WriteOutcome.Refused.Unexplained;
        }

        atStep?.Invoke(CommitStep.BeforeCommit);
        database.Execute("commit");
        atStep?.Invoke(CommitStep.AfterCommit);
        written = written with { Waiting = Waiting(database, work.Answerable) };
        return written;
    }

    private static IReadOnlyDictionary<SourceId, IReadOnlyList<WaitingAnswer>> Waiting(SqliteDatabase database, SourceId[] answerable)
    {
        Dictionary<SourceId, IReadOnlyList<WaitingAnswer>>? waiting = null;
        foreach (var source in answerable)
        {
            if (SqliteReads.WaitingFor(database, source) is { Count: > 0 } answers) (waiting ??= [])[source] = answers;
        }

        return waiting ?? WriteOutcome.NobodyWaits;
    }
}
