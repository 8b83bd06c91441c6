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

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, SqlValue[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (type, value) in values)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = type switch
                {
                    SqlType.Id => NpgsqlDbType.Uuid,
                    SqlType.Number => NpgsqlDbType.Bigint,
                    SqlType.Text => NpgsqlDbType.Text,
                    _ => NpgsqlDbType.Bytea,
                },
                Value = value ?? DBNull.Value,
            });
        }

        return command;
    }
}
