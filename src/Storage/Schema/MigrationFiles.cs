using System.Globalization;
using System.Reflection;

namespace SocialCrm.Storage.Schema;

/// <summary>The numbered scripts of one kind of store, embedded: <c>001.sql</c> makes version 1, and so on. A script that was released never changes.</summary>
internal static class MigrationFiles
{
    /// <param name="store"><c>Sqlite</c> or <c>Postgres</c>.</param>
    public static IReadOnlyList<(int Version, string Sql)> Of(string store)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $".{store}.Migrations.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(folder, StringComparison.Ordinal))
            .Select(name => (int.Parse(name.Split('.')[^2], CultureInfo.InvariantCulture), Read(assembly, name)))
            .OrderBy(static file => file.Item1)];
    }

    /// <summary>The scripts that a store of <paramref name="version"/> still needs.</summary>
    /// <exception cref="StoreVersionException">The store is newer than this program.</exception>
    public static IEnumerable<(int Version, string Sql)> After(string store, int version)
    {
        var files = Of(store);
        var newest = files[^1].Version;
        if (version > newest) throw new StoreVersionException(version, newest);
        return files.Where(file => file.Version > version);
    }

    /// <summary>Whether the store has exactly this program's version, for what must not change it.</summary>
    /// <exception cref="StoreVersionException">The store is newer than this program.</exception>
    /// <exception cref="StoreTooOldException">A start of the service has yet to bring it up.</exception>
    public static void Check(string store, int version)
    {
        if (After(store, version).Any()) throw new StoreTooOldException(version, Of(store)[^1].Version);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
