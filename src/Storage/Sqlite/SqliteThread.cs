using System.Collections.Concurrent;
using SocialCrm.Journal;

namespace SocialCrm.Storage.Sqlite;

/// <summary>A thread with a connection of its own: SQLite blocks, and no thread of the pool shall wait for it.</summary>
internal sealed class SqliteThread : IAsyncDisposable
{
    /// <summary>Most calls that wait for the thread; further ones are refused.</summary>
    private const int MaxWaitingCalls = 10_000;

    private readonly BlockingCollection<Action> work = new(MaxWaitingCalls);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string path;
    private SqliteDatabase? database;

    public SqliteThread(string path, string name)
    {
        this.path = path;
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <exception cref="StoreUnavailableException">The file can't be read or written, too many calls wait for it, or the store is closed.</exception>
    public Task<T> RunAsync<T>(Func<SqliteDatabase, T> call)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!work.TryAdd(() => Answer(answer, call))) throw new StoreUnavailableException("Too many calls wait for the database file.");
        }
        catch (InvalidOperationException e)
        {
            throw new StoreUnavailableException("The store is closed.", e);
        }

        return answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        work.CompleteAdding();
        await ended.Task;
        work.Dispose();
    }

    private void Run()
    {
        foreach (var call in work.GetConsumingEnumerable()) call();
        database?.Dispose();
        ended.SetResult();
    }

    private void Answer<T>(TaskCompletionSource<T> answer, Func<SqliteDatabase, T> call)
    {
        try
        {
            database ??= SqliteDatabase.Open(path);
            answer.SetResult(call(database));
        }
        catch (SqliteFailure e) when (!e.IsConflict)
        {
            Abandon();
            answer.SetException(new StoreUnavailableException("The database file failed.", e));
        }
        catch (Exception e)
        {
            Abandon();
            answer.SetException(e);
        }
    }

    /// <summary>Leaves no transaction behind; a connection that can't even roll back is closed, and the next call opens another.</summary>
    private void Abandon()
    {
        if (database is not { InTransaction: true }) return;
        try
        {
            database.Execute("rollback");
        }
        catch (SqliteFailure)
        {
            database.Dispose();
            database = null;
        }
    }
}
