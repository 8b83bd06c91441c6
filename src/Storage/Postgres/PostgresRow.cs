using Npgsql;
using SocialCrm.Journal.Reading;

namespace SocialCrm.Storage.Postgres;

internal sealed class PostgresRow(NpgsqlDataReader reader) : IRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);
    public Guid Id(int column) => reader.GetGuid(column);
    public long Number(int column) => reader.GetInt64(column);
    public string Text(int column) => reader.GetString(column);
    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
