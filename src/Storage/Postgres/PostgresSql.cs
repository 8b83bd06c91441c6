using Npgsql;
using NpgsqlTypes;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

internal sealed class PostgresSql(NpgsqlDataSource source) : ISql
{
    public Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values, CancellationToken cancellation) =>
        PostgresCalls.RunAsync(source, async connection =>
        {
            await using var command = Command(connection, sql, values);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var row = new PostgresRow(reader);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellation)) rows.Add(map(row));
            return rows;
        }, cancellation);

    /// <summary>Repeated on a new connection when the first one fails: all small writes may be done twice.</summary>
    public Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellation) =>
        PostgresCalls.RunAsync(source, async connection =>
        {
            await using var command = Command(connection, sql, values);
            return await command.ExecuteNonQueryAsync(cancellation);
        }, cancellation);

    public Task<bool> TransactAsync(SqlStatement guard, IReadOnlyList<SqlStatement> then, CancellationToken cancellation) =>
        PostgresCalls.RunAsync(source, async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var first = Command(connection, guard.Sql, guard.Values);
            if (await first.ExecuteNonQueryAsync(cancellation) != 1) return false;
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var statement in then) batch.BatchCommands.Add(Filled(new NpgsqlBatchCommand(statement.Sql), statement.Values));
            if (then.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }, cancellation);

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, SqlValue[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlBatchCommand Filled(NpgsqlBatchCommand command, SqlValue[] values)
    {
        foreach (var value in values) command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(SqlValue value) => new()
    {
        NpgsqlDbType = value.Type switch
        {
            SqlType.Id => NpgsqlDbType.Uuid,
            SqlType.Number => NpgsqlDbType.Bigint,
            SqlType.Text => NpgsqlDbType.Text,
            _ => NpgsqlDbType.Bytea,
        },
        Value = value.Value ?? DBNull.Value,
    };
}
