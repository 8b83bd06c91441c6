using System.Buffers;
using System.Globalization;
using System.Text;
using SocialCrm.Journal.Reading;
using SQLitePCL;

namespace SocialCrm.Storage.Sqlite;

/// <summary>A prepared statement and its current row. Parameters are <c>$1</c>, <c>$2</c>, ...; what isn't bound anew is null.</summary>
internal sealed class SqliteStatement : IRow, IDisposable
{
    private readonly SqliteDatabase database;
    private readonly sqlite3_stmt statement;

    /// <summary>SQLite numbers <c>$n</c> by first appearance, so their places are looked up once.</summary>
    private readonly int[] places;

    public SqliteStatement(SqliteDatabase database, sqlite3_stmt statement)
    {
        (this.database, this.statement) = (database, statement);
        var count = raw.sqlite3_bind_parameter_count(statement);
        places = new int[count + 1];
        for (var place = 1; place <= count; place++)
        {
            var name = raw.sqlite3_bind_parameter_name(statement, place).utf8_to_string();
            places[int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)] = place;
        }
    }

    public SqliteStatement Bind(int parameter, Guid? value)
    {
        if (value is not { } id) return BindNull(parameter);
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        database.Check(raw.sqlite3_bind_blob(statement, places[parameter], bytes));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value)
    {
        if (value is not { } number) return BindNull(parameter);
        database.Check(raw.sqlite3_bind_int64(statement, places[parameter], number));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null) return BindNull(parameter);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most <= 1_024)
        {
            Span<byte> small = stackalloc byte[most];
            database.Check(raw.sqlite3_bind_text(statement, places[parameter], small[..Encoding.UTF8.GetBytes(value, small)]));
            return this;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(most);
        database.Check(raw.sqlite3_bind_text(statement, places[parameter], buffer.AsSpan(0, Encoding.UTF8.GetBytes(value, buffer))));
        ArrayPool<byte>.Shared.Return(buffer);
        return this;
    }

    public SqliteStatement Bind(SqlValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            switch (values[i])
            {
                case { Value: Guid id }: Bind(i + 1, id); break;
                case { Value: long number }: Bind(i + 1, number); break;
                case { Value: string text }: Bind(i + 1, text); break;
                case { Value: byte[] bytes }: database.Check(raw.sqlite3_bind_blob(statement, places[i + 1], bytes)); break;
                default: BindNull(i + 1); break;
            }
        }

        return this;
    }

    /// <summary>Whether there is a (next) row. After the last one, or a failure, the statement is ready to be bound again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        // What failed stands in the connection until the reset, which answers the same code.
        if (result != raw.SQLITE_DONE) Fail(result);
        raw.sqlite3_reset(statement);
        return false;
    }

    /// <summary>For statements without rows, or of whose rows only the first is wanted and was read.</summary>
    public void Finish() => raw.sqlite3_reset(statement);

    public void Run()
    {
        while (Step())
        {
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();

    private SqliteStatement BindNull(int parameter)
    {
        database.Check(raw.sqlite3_bind_null(statement, places[parameter]));
        return this;
    }

    private void Fail(int result)
    {
        try
        {
            database.Check(result);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }
}
