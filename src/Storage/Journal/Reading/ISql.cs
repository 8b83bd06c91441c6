namespace SocialCrm.Journal.Reading;

/// <summary>
/// One statement on either database. Both take <c>$1</c>, <c>$2</c>, ... for parameters, and the tables have one shape, so lists and small tables are
/// written once. A statement sees one snapshot.
/// </summary>
internal interface ISql
{
    Task<List<T>> QueryAsync<T>(string sql, Func<IRow, T> map, SqlValue[] values, CancellationToken cancellation);

    /// <summary>Durable when it completes.</summary>
    /// <returns>How many rows it touched.</returns>
    Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellation);

    /// <summary>All of it in one durable transaction, or nothing: when the guard doesn't touch exactly one row, nothing is done.</summary>
    /// <param name="guard">Must be false when it is asked a second time: a transaction whose outcome was lost is tried again.</param>
    /// <returns>Whether it was done.</returns>
    Task<bool> TransactAsync(SqlStatement guard, IReadOnlyList<SqlStatement> then, CancellationToken cancellation);
}

/// <summary>A statement with its parameters.</summary>
internal readonly record struct SqlStatement(string Sql, params SqlValue[] Values);

/// <summary>A result's row, by column from 0; valid only while it is mapped.</summary>
internal interface IRow
{
    bool IsNull(int column);
    Guid Id(int column);
    long Number(int column);
    string Text(int column);
    byte[] Bytes(int column);
}

internal static class RowExtensions
{
    public static Guid? IdOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Id(column);
    public static long? NumberOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Number(column);
    public static string? TextOrNull(this IRow row, int column) => row.IsNull(column) ? null : row.Text(column);
    public static DateTimeOffset Time(this IRow row, int column) => Millis.Time(row.Number(column));
    public static DateTimeOffset? TimeOrNull(this IRow row, int column) => Millis.Time(row.NumberOrNull(column));
}

/// <summary>A parameter with its type, which PostgreSQL needs to know of nulls too.</summary>
internal readonly record struct SqlValue(SqlType Type, object? Value)
{
    public static implicit operator SqlValue(Guid value) => new(SqlType.Id, value);
    public static implicit operator SqlValue(Guid? value) => new(SqlType.Id, value);
    public static implicit operator SqlValue(long value) => new(SqlType.Number, value);
    public static implicit operator SqlValue(long? value) => new(SqlType.Number, value);
    public static implicit operator SqlValue(string? value) => new(SqlType.Text, value);
    public static implicit operator SqlValue(byte[] value) => new(SqlType.Bytes, value);
}

internal enum SqlType
{
    Id,
    Number,
    Text,
    Bytes,
}
