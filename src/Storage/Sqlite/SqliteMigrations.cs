using System.Security.Cryptography;
using SocialCrm.Storage.Schema;

namespace SocialCrm.Storage.Sqlite;

/// <summary>Brings a file to this program's version, in one transaction that excludes all others.</summary>
internal static class SqliteMigrations
{
    private const int SecretBytes = 32;

    public static int Run(SqliteDatabase database)
    {
        database.Execute("begin exclusive");
        database.Execute("create table if not exists schema_version (version integer not null)");
        var version = VersionOf(database);
        foreach (var file in MigrationFiles.After("Sqlite", version))
        {
            database.Execute(file.Sql);
            database.Execute("delete from schema_version");
            database.Statement("insert into schema_version (version) values ($1)").Bind(1, file.Version).Run();
            version = file.Version;
        }

        database.Statement("insert into settings (name, value) values ('secret', $1) on conflict (name) do nothing")
            .Bind([RandomNumberGenerator.GetBytes(SecretBytes)]).Run();
        database.Execute("commit");
        return version;
    }

    public static int VersionOf(SqliteDatabase database)
    {
        var current = database.Statement("select coalesce(max(version), 0) from schema_version");
        current.Step();
        var version = (int)current.Number(0);
        current.Finish();
        return version;
    }
}
