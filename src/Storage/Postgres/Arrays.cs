using Npgsql;
using NpgsqlTypes;

namespace SocialCrm.Storage.Postgres;

/// <summary>Columns of a group as array parameters, to be unnested.</summary>
internal static class Arrays
{
    public static NpgsqlParameter Ids(Guid[] values) => Of(values, NpgsqlDbType.Uuid);
    public static NpgsqlParameter Ids(Guid?[] values) => Of(values, NpgsqlDbType.Uuid);
    public static NpgsqlParameter Numbers(long[] values) => Of(values, NpgsqlDbType.Bigint);
    public static NpgsqlParameter Numbers(long?[] values) => Of(values, NpgsqlDbType.Bigint);
    public static NpgsqlParameter Small(short[] values) => Of(values, NpgsqlDbType.Smallint);
    public static NpgsqlParameter Integers(int[] values) => Of(values, NpgsqlDbType.Integer);
    public static NpgsqlParameter Texts(string?[] values) => Of(values, NpgsqlDbType.Text);

    private static NpgsqlParameter<T[]> Of<T>(T[] values, NpgsqlDbType element) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
