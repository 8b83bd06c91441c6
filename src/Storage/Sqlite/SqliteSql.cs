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
}
