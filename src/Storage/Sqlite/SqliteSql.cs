using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Sqlite;

/// <summary>Lists are read on the readers' thread, small writes done on the writer's, between its transactions.</summary>
internal sealed class SqliteSql(SqliteThread reader, SqliteThread writer) : ISql
{
    public Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return reader.RunAsync(database =>
        {
            List<T> rows = [];
            var statement = database.Statement(sql).Bind(values);
            try
            {
                while (statement.Step()) rows.Add(map(statement));
            }
            finally
            {
                statement.Finish();
            }

            return rows;
        });
    }

    public Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return writer.RunAsync(database =>
        {
            database.Statement(sql).Bind(values).Run();
            return database.Changes;
        });
    }

    public Task<bool> TransactAsync(SqlStatement guard, IReadOnlyList<SqlStatement> then, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return writer.RunAsync(database =>
        {
            database.Execute("begin immediate");
            try
            {
                database.Statement(guard.Sql).Bind(guard.Values).Run();
                if (database.Changes != 1)
                {
                    database.Execute("rollback");
                    return false;
                }

                foreach (var statement in then) database.Statement(statement.Sql).Bind(statement.Values).Run();
                database.Execute("commit");
                return true;
            }
            catch
            {
                database.Execute("rollback");
                throw;
            }
        });
    }
}
